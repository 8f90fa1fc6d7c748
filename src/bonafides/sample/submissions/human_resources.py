"""Human resources: CSV in UTF-8 with a byte order mark, dates with dots."""

from bonafides.sample.rows import human_resources
from bonafides.sample.submissions.submission import Submission

SUBMISSIONS = (
    Submission(
        mapping="hr-social-insurance",
        agency="human-resources",
        form="csv-bom",
        rows=human_resources.contributions,
        ref="缴费记录号",
        date="核定日期",
        coded="缴费状态",
        mend="参保人数",
        amount="实缴金额(元)",
        date_form=human_resources.DOTTED,
    ),
    Submission(
        mapping="hr-labour-violations",
        agency="human-resources",
        form="csv-bom",
        rows=human_resources.violations,
        ref="公布编号",
        date="公布日期",
        coded="违法类型",
        mend="涉及劳动者人数",
        amount="涉及金额(元)",
        date_form=human_resources.DOTTED,
    ),
    Submission(
        mapping="hr-wage-arrears",
        agency="human-resources",
        form="csv-bom",
        rows=human_resources.wage_arrears,
        ref="名单编号",
        date="列入日期",
        coded="列入情形",
        mend="涉及农民工人数",
        amount="拖欠金额(元)",
        end="移出日期",
        date_form=human_resources.DOTTED,
    ),
)
