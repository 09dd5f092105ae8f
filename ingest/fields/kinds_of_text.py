"""What texts of government are called, by others and by themselves."""

KINDS_OF_TEXT = (
    "方案|办法|规定|意见|通知|条例|细则|措施|政策|规则|计划|文件|法|解释|公告|通告|决定|清单|指南|指引|目录|标准|规范|规程|准则"
    "|要点|规划|纲要|制度|预案"
)
SELF = rf"本(?:若干|实施|管理|暂行|工作|政策|行动|申报|专项|扶持)?(?:{KINDS_OF_TEXT})"  # how a text speaks of itself
