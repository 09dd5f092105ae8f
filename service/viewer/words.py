"""What the page calls things."""

KINDS = {"plan": "方案", "regulation": "法规", "report": "报告", "press": "新闻", "notice": "通知"}

DOCUMENT_STATUSES = {
    "not_yet": "尚未生效",
    "in_force": "有效",
    "expired": "已过有效期",
    "superseded": "已被替代",
    "withdrawn": "已撤回",
    "unknown": "有效期未载明",
}

STATUSES = {"running": "进行中", "due": "即将到期", "open": "未定期限", "past": "期限已过"}

NATURES = {"commitment": "措施", "result": "已取得的成效", "rule": "规定", "context": "说明"}

ROLES = {
    "target": "目标",
    "condition": "条件",
    "result": "成效",
    "benefit": "优惠",
    "time_limit": "办理时限",
    "fee": "费用",
}

REPAIRS = {
    "control-character": "控制字符",
    "duplicate-article": "重复正文",
    "half-width-mark": "半角标点",
    "lost-lead-byte": "丢失的字节",
    "machine-residue": "机器残留",
    "navigation": "网页导航",
    "no-break-margin": "不换行空格",
    "pinyin-annotation": "夹注拼音",
    "private-use-character": "私用区字符",
    "replacement-character": "替换字符",
    "script-conversion": "简繁转换",
    "table-rule": "表格线",
    "zero-width": "零宽字符",
}
"""By kind; others are called by their stable name."""

PROBLEMS = {
    "unknown_document": "没有这份文件",
    "invalid_request": "地址里的参数有误",
    "not_ready": "服务正在准备，请稍后再试",
}
"""By code; others are 暂时无法显示."""
