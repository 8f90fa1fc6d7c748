"""Environment: JSON Lines, dates as 2026年5月3日."""

from bonafides.sample.rows import environment
from bonafides.sample.submissions.submission import Submission

SUBMISSIONS = (
    Submission(
        mapping="env-evaluations",
        agency="environment",
        form="jsonl",
        rows=environment.evaluations,
        ref="评价编号",
        date="评价日期",
        coded="评价结果",
        mend="工艺与排放环节",
        text="工艺与排放环节",
        date_form=environment.CHINESE,
        truths=("重点排污单位",),
    ),
    Submission(
        mapping="env-penalties",
        agency="environment",
        form="jsonl",
        rows=environment.penalties,
        ref="案号",
        date="决定日期",
        coded="失信程度",
        mend="罚款金额(万元)",
        amount="罚款金额(万元)",
        text="违法事实",
        date_form=environment.CHINESE,
        lists=("处罚种类",),
        amended=12000,
    ),
)
