"""What the portal says, in three languages; what documents say stays as it is."""

from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass

from service.viewer.words import DOCUMENT_STATUSES


@dataclass(frozen=True, slots=True)
class Step:
    """One of the things that an answer goes through."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """The portal's text in one language.

    Attributes:
        tag: of the language, as BCP 47 has it.
        own_name: what the switch between languages calls it.
        dates: how a year, a month and a day are written.
        label_px: room for the longest name of a stage.
        stages: names of stages that are called otherwise than in the corpus.
        document_statuses: by the status of a document.
    """

    tag: str
    own_name: str
    dates: tuple[str, str, str]
    label_px: int

    name: str
    title: str
    description: str
    skip: str
    this_site: str
    documents: str
    how: str
    embed: str
    api: str
    language: str

    slogan: str
    lead: str
    without_script: str
    read_all: str
    for_example: str
    questions: tuple[str, ...]

    held: str
    documents_held: str
    measures_held: str
    alive_held: str
    document_list: str
    all_documents: str
    measures_of: str
    no_date: str
    stage_title: str
    stage_chart: str
    stage_measures: str
    stage_note: str
    loading: str

    how_title: str
    steps: tuple[Step, ...]
    disclaimer: str

    embed_title: str
    embed_text: str
    embed_code: str
    embed_note: str
    copy: str
    copied: str

    api_title: str
    api_text: str
    api_document: str
    api_call: str
    footer: str

    stages: Mapping[str, str]
    document_statuses: Mapping[str, str]

    def day(self, partial: str) -> str:
        """A date as readers of the language write it.

        Args:
            partial: ISO 8601, cut to its month or year where no more is known.
        """
        year, *rest = (int(part) for part in partial.split("-"))
        month, day = (*rest, 0, 0)[:2]
        return self.dates[len(rest)].format(year=year, month=month, day=day, name=month_name[month])


HANS = Words(
    tag="zh-CN",
    own_name="简",
    dates=("{year}年", "{year}年{month}月", "{year}年{month}月{day}日"),
    label_px=84,
    name="找企",
    title="找企 · 政策找企业",
    description="用自己的话提问，查到政府公布的措施：逐字引用原文，写明单位、时限和现状。",
    skip="跳到查找",
    this_site="本站",
    documents="收录文件",
    how="怎样作答",
    embed="嵌入网站",
    api="接口",
    language="语言",
    slogan="政策找企业，逐字有出处",
    lead="用自己的话说出难处，查到政府公布的措施：谁负责、到哪天、还管不管用，每句都能对回原文。",
    without_script="查找需要浏览器运行脚本；不运行脚本也可以",
    read_all="阅读全部文件",
    for_example="例如",
    questions=(
        "公司暂时没生意，能不能先停着？",
        "小微企业贷款有什么支持？",
        "办营业执照要多久？",
        "用电报装要交哪些费用？",
        "哪些政策不用申请就能享受？",
    ),
    held="收录了什么",
    documents_held="份文件",
    measures_held="条措施和规定",
    alive_held="条没有过时限",
    document_list="文件",
    all_documents="全部 {} 份",
    measures_of="{} 条",
    no_date="日期未载明",
    stage_title="措施用在企业的哪个阶段",
    stage_chart="各阶段的措施条数",
    stage_measures="{}，{} 条",
    stage_note="一条措施可以用在几个阶段。点一个阶段，看其中的措施。状态按 {} 计算。",
    loading="文件正在装载，几秒钟后刷新本页即可查找。",
    how_title="回答怎样得来，怎样核对",
    steps=(
        Step("只用公布的文件", "文件原样保存。网页损坏、编码错误处的修复逐处记录依据，原始文件可以下载。"),
        Step("按词也按意思查", "“没生意先停着”能查到“歇业备案”。每条措施写明时限和文件是否还在有效期。"),
        Step("逐字引用", "引文精确到字，点开就在原文里标出。没有出处的句子不显示。"),
        Step("不知道就说不知道", "文件没写的，直接说没写到，并给出相近的措施和可以咨询的单位。"),
    ),
    disclaimer="本站只帮助查找，不代替受理机关的决定；以发布机关公布的原文为准。",
    embed_title="放到您的网站",
    embed_text="政府部门、商会、园区的网页，加两行就有同样的查找框。"
    "不用账号，不用 Cookie；在严格的内容安全策略下也能用。",
    embed_code="嵌入代码",
    embed_note="请管理人员把您网站的地址加入允许的来源。lang、theme、applies-in 等属性可以改变语言、明暗和适用地区。",
    copy="复制",
    copied="已复制",
    api_title="给系统用的接口",
    api_text="热线坐席、办事大厅的系统可以直接调用：检索、问答、按单位列任务、核对引文。全部写在：",
    api_document="OpenAPI 文档",
    api_call="调用示例",
    footer="找企 · 原文以发布机关公布的为准。",
    stages={},
    document_statuses=DOCUMENT_STATUSES,
)

HANT = Words(
    tag="zh-TW",
    own_name="繁",
    dates=HANS.dates,
    label_px=84,
    name="找企",
    title="找企 · 政策找企業",
    description="用自己的話提問，查到政府公布的措施：逐字引用原文，寫明單位、時限和現狀。",
    skip="跳到查找",
    this_site="本站",
    documents="收錄文件",
    how="怎樣作答",
    embed="嵌入網站",
    api="介面",
    language="語言",
    slogan="政策找企業，逐字有出處",
    lead="用自己的話說出難處，查到政府公布的措施：誰負責、到哪天、還管不管用，每句都能對回原文。",
    without_script="查找需要瀏覽器執行腳本；不執行腳本也可以",
    read_all="閱讀全部文件",
    for_example="例如",
    questions=(
        "公司暫時沒生意，能不能先停著？",
        "小微企業貸款有什麼支持？",
        "辦營業執照要多久？",
        "用電報裝要交哪些費用？",
        "哪些政策不用申請就能享受？",
    ),
    held="收錄了什麼",
    documents_held="份文件",
    measures_held="條措施和規定",
    alive_held="條沒有過時限",
    document_list="文件",
    all_documents="全部 {} 份",
    measures_of="{} 條",
    no_date="日期未載明",
    stage_title="措施用在企業的哪個階段",
    stage_chart="各階段的措施條數",
    stage_measures="{}，{} 條",
    stage_note="一條措施可以用在幾個階段。點一個階段，看其中的措施。狀態按 {} 計算。",
    loading="文件正在載入，幾秒鐘後重新整理本頁即可查找。",
    how_title="回答怎樣得來，怎樣核對",
    steps=(
        Step("只用公布的文件", "文件原樣保存。網頁損壞、編碼錯誤處的修復逐處記錄依據，原始文件可以下載。"),
        Step("按詞也按意思查", "「沒生意先停著」能查到「歇業備案」。每條措施寫明時限和文件是否還在有效期。"),
        Step("逐字引用", "引文精確到字，點開就在原文裡標出。沒有出處的句子不顯示。"),
        Step("不知道就說不知道", "文件沒寫的，直接說沒寫到，並給出相近的措施和可以諮詢的單位。"),
    ),
    disclaimer="本站只幫助查找，不代替受理機關的決定；以發布機關公布的原文為準。",
    embed_title="放到您的網站",
    embed_text="政府部門、商會、園區的網頁，加兩行就有同樣的查找框。"
    "不用帳號，不用 Cookie；在嚴格的內容安全政策下也能用。",
    embed_code="嵌入程式碼",
    embed_note="請管理人員把您網站的位址加入允許的來源。lang、theme、applies-in 等屬性可以改變語言、明暗和適用地區。",
    copy="複製",
    copied="已複製",
    api_title="給系統用的介面",
    api_text="熱線坐席、辦事大廳的系統可以直接呼叫：檢索、問答、按單位列任務、核對引文。全部寫在：",
    api_document="OpenAPI 文件",
    api_call="呼叫示例",
    footer="找企 · 原文以發布機關公布的為準。",
    stages={
        "开办": "開辦",
        "经营场所": "經營場所",
        "水电气": "水電氣",
        "融资": "融資",
        "纳税": "納稅",
        "国际贸易": "國際貿易",
        "招标采购": "招標採購",
        "知识产权": "知識產權",
        "经营许可": "經營許可",
        "监管执法": "監管執法",
        "纠纷解决": "糾紛解決",
        "创新": "創新",
        "投资": "投資",
        "变更迁移": "變更遷移",
        "信用修复": "信用修復",
        "注销": "註銷",
        "休眠": "休眠",
        "破产": "破產",
    },
    document_statuses={
        "not_yet": "尚未生效",
        "in_force": "有效",
        "expired": "已過有效期",
        "superseded": "已被替代",
        "withdrawn": "已撤回",
        "unknown": "有效期未載明",
    },
)

EN = Words(
    tag="en",
    own_name="EN",
    dates=("{year}", "{name} {year}", "{day} {name} {year}"),
    label_px=168,
    name="zhaoqi",
    title="zhaoqi 找企 · policies find their enterprises",
    description="Ask in your own words and find the measures that governments published: quoted to the letter, with "
    "the unit in charge, the deadline and today's status.",
    skip="Skip to the search",
    this_site="This site",
    documents="Documents",
    how="How it works",
    embed="Embed",
    api="API",
    language="Language",
    slogan="Government policy, quoted to the letter",
    lead="Say what you need and find what the government has promised: who is in charge, by when, and whether it still "
    "holds. Every sentence leads back to its source. The documents are in Chinese, and best asked about in Chinese.",
    without_script="The search needs scripts. Without them you can still ",
    read_all="read all documents",
    for_example="For example",
    questions=HANS.questions,
    held="What is in here",
    documents_held="documents",
    measures_held="measures and rules",
    alive_held="not past their deadline",
    document_list="Documents",
    all_documents="All {}",
    measures_of="measures: {}",
    no_date="date not stated",
    stage_title="Where in the life of a business they help",
    stage_chart="Measures by stage",
    stage_measures="{} ({})",
    stage_note="A measure can help in several stages. Choose one to see its measures. Status as of {}.",
    loading="The documents are being loaded. Reload this page in a few seconds to search.",
    how_title="How an answer is made, and how to check it",
    steps=(
        Step(
            "Published documents only",
            "They are kept as they came. Every repair of a damaged page is recorded with its reason, and the original "
            "can be downloaded.",
        ),
        Step(
            "By words and by meaning",
            '"No business, can we pause?" finds the measure on suspending operation. Each measure shows its deadline '
            "and whether its document is in force.",
        ),
        Step(
            "Quoted to the letter",
            "A citation opens the original with the exact characters marked. A sentence without a source is not shown.",
        ),
        Step(
            "Not knowing is said",
            "What the documents don't say is called so, with the nearest measures and the unit to ask.",
        ),
    ),
    disclaimer="This site helps to find; it does not decide in place of an authority. The published original prevails.",
    embed_title="Put it on your site",
    embed_text="Two lines give the page of a department, chamber or park the same search. No account, no cookie; it "
    "works under a strict content security policy.",
    embed_code="Code to embed",
    embed_note="Have the operator add your site to the allowed origins. Attributes such as lang, theme and applies-in "
    "set the language, the colours and the place.",
    copy="Copy",
    copied="Copied",
    api_title="For other systems",
    api_text="Hotline desks and service halls can call it: search, answers, tasks by unit, checks of citations. All of "
    "it is in the ",
    api_document="OpenAPI document",
    api_call="Example of a call",
    footer="zhaoqi 找企 · The original as its issuer published it prevails.",
    stages={
        "开办": "Starting up",
        "经营场所": "Premises",
        "工程建设": "Construction",
        "水电气": "Utilities",
        "用工": "Hiring",
        "融资": "Finance",
        "纳税": "Taxes",
        "国际贸易": "Foreign trade",
        "招标采购": "Tenders",
        "知识产权": "Intellectual property",
        "经营许可": "Licences",
        "监管执法": "Inspection",
        "纠纷解决": "Disputes",
        "创新": "Innovation",
        "人才": "Talent",
        "投资": "Investment",
        "变更迁移": "Changes and moves",
        "信用修复": "Credit repair",
        "注销": "Deregistration",
        "休眠": "Suspension",
        "破产": "Insolvency",
    },
    document_statuses={
        "not_yet": "Not yet in force",
        "in_force": "In force",
        "expired": "Expired",
        "superseded": "Superseded",
        "withdrawn": "Withdrawn",
        "unknown": "Validity not stated",
    },
)

LANGUAGES = (HANS, HANT, EN)
