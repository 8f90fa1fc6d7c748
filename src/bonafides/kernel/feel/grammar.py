"""The grammar of FEEL, over the words of `tokens.py`; the rules are named after the nodes that `build.py` makes.

Weakest first: `if`, `or`, `and`, comparison, `+ -`, `* /`, `**`, negation. All operators are left-associative, and a
negation binds more tightly than a power (`-3 ** 2` is 9), as in DMN 1.5, section 10.3.1.2 and in the TCK.
"""

GRAMMAR = r"""
%declare IF THEN ELSE AND OR BETWEEN IN TRUE FALSE NULL
%declare POWER TO COMPARATOR TIMES PLUS MINUS LPAR RPAR LSQB RSQB COMMA DOT COLON TESTED AT
%declare STRING NUMBER NAME FUNCTION MEMBER PARAMETER

tests: test (COMMA test)*

?test: COMPARATOR _sum   -> compared
     | expression        -> bare

?expression: IF expression THEN expression ELSE expression -> if_
           | _disjunction

_disjunction: conjunction | disjunction
disjunction: conjunction (OR conjunction)+
?conjunction: _comparison (AND _comparison)*

_comparison: comparison | between | in_ | _sum
comparison: _sum COMPARATOR _sum
between: _sum BETWEEN _sum AND _sum
in_: _sum IN in_test
?in_test: COMPARATOR _sum -> compared
        | _sum            -> bare

_sum: addition | _product
addition: _sum (PLUS | MINUS) _product
_product: multiplication | _power
multiplication: _product TIMES _power
_power: power | _unary
power: _power POWER _unary
_unary: negation | _postfix
negation: MINUS _unary
_postfix: path | _primary
path: _postfix DOT MEMBER

_primary: literal | name | tested | temporal | call | list_literal | group | interval
literal: NUMBER | STRING | TRUE | FALSE | NULL
name: NAME
tested: TESTED
temporal: AT STRING
call: FUNCTION LPAR (argument (COMMA argument)*)? RPAR
?argument: PARAMETER COLON expression -> named
         | expression
list_literal: LSQB (expression (COMMA expression)*)? RSQB
group: LPAR test (COMMA test)* RPAR
interval: (LSQB | RSQB | LPAR) _sum TO _sum (RSQB | LSQB | RPAR)
"""
