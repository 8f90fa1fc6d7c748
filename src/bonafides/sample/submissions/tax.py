"""Tax: CSV in GB18030, dates without separators, amounts in 万元."""

from bonafides.sample.rows import tax
from bonafides.sample.submissions.submission import Submission

SUBMISSIONS = (
    Submission(
        mapping="tax-credit-ratings",
        agency="tax",
        form="csv-gb18030",
        rows=tax.ratings,
        ref="评价编号",
        date="评价日期",
        coded="信用级别",
        mend="评价年度",
        code="纳税人识别号",
        date_form=tax.SOLID,
        amended=5000,
    ),
    Submission(
        mapping="tax-arrears",
        agency="tax",
        form="csv-gb18030",
        rows=tax.arrears,
        ref="公告编号",
        date="公告日期",
        coded="欠税税种",
        mend="欠税余额(万元)",
        amount="欠税余额(万元)",
        text="主管税务机关",
        end="清缴日期",
        code="纳税人识别号",
        date_form=tax.SOLID,
        amended=15000,
    ),
    Submission(
        mapping="tax-penalties",
        agency="tax",
        form="csv-gb18030",
        rows=tax.penalties,
        ref="处罚编号",
        date="处罚决定日期",
        coded="失信程度",
        mend="罚款金额(万元)",
        amount="罚款金额(万元)",
        text="违法事实",
        code="纳税人识别号",
        date_form=tax.SOLID,
        amended=12000,
    ),
)
