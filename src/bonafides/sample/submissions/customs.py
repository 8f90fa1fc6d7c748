"""Customs: an Excel workbook with a title above its header."""

from bonafides.sample.rows import customs
from bonafides.sample.submissions.submission import Submission

SUBMISSIONS = (
    Submission(
        mapping="customs-credit-grades",
        agency="customs",
        form="xlsx",
        rows=customs.grades,
        ref="认定编号",
        date="认定日期",
        coded="信用等级",
        mend="上年度进出口额(万元)",
        amount="上年度进出口额(万元)",
        date_form=customs.SLASHED,
        sheet="企业信用等级",
    ),
)
