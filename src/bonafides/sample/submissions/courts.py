"""Courts: Parquet."""

from bonafides.sample.rows import courts
from bonafides.sample.submissions.submission import Submission

SUBMISSIONS = (
    Submission(
        mapping="court-judgment-defaulters",
        agency="courts",
        form="parquet",
        rows=courts.defaulters,
        ref="公布编号",
        date="发布日期",
        coded="履行情况",
        mend="执行标的金额(元)",
        amount="执行标的金额(元)",
        text="执行法院",
        end="屏蔽日期",
        code="组织机构代码",
        amended=15000,
    ),
)
