import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fields.application import find_applications, find_contacts, find_materials
from ingest.records import Note, Span


def _texts(text: str, notes: tuple[Note, ...]) -> list[str]:
    assert all(note.span.of(text) == note.text for note in notes)
    return [note.text for note in notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("只需提供《信用承诺书》即可参加采购活动", ["《信用承诺书》"], id="only-this"),
        pytest.param("申请材料：申请表、身份证复印件、营业执照。", ["申请表", "身份证复印件", "营业执照"], id="label"),
        pytest.param("申请材料:1.申请表;2.营业执照", ["申请表", "营业执照"], id="numbered-half-width"),
        pytest.param(
            "申请补贴应当提交下列材料：\n（一）申请书；\n（二）身份证明、户口簿；\n（三）其他材料。\n第二条 附则",
            ["申请书", "身份证明、户口簿"],
            id="one-a-line-without-the-rest",
        ),
        pytest.param(
            "申报主体需提供以下材料（一式三份，并上传扫描件）：一是申请表（附件1）；二是营业执照、身份证复印件；"
            "三是防疫合格证（年出栏50头以上的提供）；四是诚信承诺书。逾期不予受理。",
            ["申请表（附件1）", "营业执照、身份证复印件", "防疫合格证（年出栏50头以上的提供）", "诚信承诺书"],
            id="first-second-third",
        ),
        pytest.param("申报材料(一式两份):申请表、营业执照。", ["申请表", "营业执照"], id="label-with-a-remark"),
        pytest.param("申报程序：一是主体申报；二是现场核验；三是兑付。", [], id="steps-are-no-papers"),
        pytest.param("申请人须提供身份证、营业执照复印件等材料办理", ["身份证", "营业执照复印件"], id="duty"),
        pytest.param("凭身份证领取", ["身份证"], id="on-showing"),
        pytest.param("无需再提供财务状况报告即可参加", [], id="no-longer-needed"),
        pytest.param("无需提供身份证办理", [], id="not-needed"),
        pytest.param("不需要提交申请表即可办理", [], id="need-not"),
        pytest.param("企业需要提交的材料减少50%，办理更快", [], id="a-number-of-papers"),
        pytest.param("申请人应当提供担保", [], id="no-paper"),
        pytest.param("各部门应当提供便利服务", [], id="a-service"),
    ],
)
def test_find_materials(text: str, expected: list[str]) -> None:
    assert _texts(text, find_materials(text, Span(0, len(text)))) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("申报材料", ["申请表", "营业执照"]), ("申报程序", [])],
)
def test_items_under_a_heading_of_materials_are_papers(heading: str, expected: list[str]) -> None:
    text = "一是申请表；二是营业执照。"
    assert _texts(text, find_materials(text, Span(0, len(text)), heading)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("企业可通过“辽事通”APP申请", ["通过“辽事通”APP申请"], id="app"),
        pytest.param("到政务服务中心综合窗口办理。", ["到政务服务中心综合窗口办理"], id="window"),
        pytest.param("登录企业服务云平台在线申请", ["登录企业服务云平台在线申请"], id="platform"),
        pytest.param("实行电话预约和网上办理公证", ["电话预约", "网上办理"], id="short-forms"),
        pytest.param("网址：http://www.dl.gov.cn/zwfw。", ["网址：http://www.dl.gov.cn/zwfw"], id="site"),
        pytest.param("网上办理率达92%，完善网上申请系统", [], id="things-not-acts"),
        pytest.param("完善通过企业服务云平台办理的机制", [], id="what-an-office-builds"),
        pytest.param("通过大数据比对办理", [], id="no-channel"),
    ],
)
def test_find_applications(text: str, expected: list[str]) -> None:
    assert _texts(text, find_applications(text, Span(0, len(text)))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("咨询电话：0411-65851234、83657777。", ["咨询电话：0411-65851234、83657777"], id="telephones"),
        pytest.param("拨打12345咨询", ["拨打12345"], id="call"),
        pytest.param("通过12345政务服务便民热线", ["12345政务服务便民热线"], id="hotline"),
        pytest.param("联系人：王某,邮箱:abc@dl.gov.cn", ["联系人：王某", "邮箱:abc@dl.gov.cn"], id="person-and-mail"),
        pytest.param("地址：西岗区人民广场1号；", ["地址：西岗区人民广场1号"], id="place"),
        pytest.param(
            "地址：岳麓大道218号二办公楼 电话：88666789",
            ["地址：岳麓大道218号二办公楼", "电话：88666789"],
            id="place-then-telephone",
        ),
        pytest.param(
            "地址：福中三路市民中心B区 3楼 办公时间：工作日",
            ["地址：福中三路市民中心B区 3楼"],
            id="place-then-another-label",
        ),
        pytest.param("联系人：刘强 0731-88666218", ["联系人：刘强 0731-88666218"], id="person-with-number"),
        pytest.param("联系人方芳 13812345678", ["联系人方芳 13812345678"], id="person-with-mobile"),
        pytest.param(
            "联系人张华、李四，电话0571-88886666", ["联系人张华、李四", "电话0571-88886666"], id="persons-without-colon"
        ),
        pytest.param(
            "举报电话：110，县应急管理局12350，县公安局治安大队0572-5123910。",
            ["举报电话：110", "县应急管理局12350", "县公安局治安大队0572-5123910"],
            id="offices-with-their-numbers",
        ),
        pytest.param(
            "商务类咨询：市商务局消费促进处，0592-2855819、2855820；演艺类咨询：市文旅局 0592-5371652。",
            ["商务类咨询：市商务局消费促进处，0592-2855819、2855820", "演艺类咨询：市文旅局 0592-5371652"],
            id="a-matter-an-office-and-its-number",
        ),
        pytest.param(
            "市农牧局畜牧科\t巴特尔\t0476-8331205\t新城区\n松山区农牧局　赵立国　0476-8452390",
            ["市农牧局畜牧科\t巴特尔\t0476-8331205", "松山区农牧局　赵立国　0476-8452390"],
            id="rows-of-a-table",
        ),
        pytest.param(
            "📍 城关管理部：庆阳路368号  ☎ 0931-8439012",
            ["城关管理部：庆阳路368号  ☎ 0931-8439012"],
            id="an-office-its-place-and-number",
        ),
        pytest.param("拨打110报警，拨打119。", ["拨打110", "拨打119"], id="three-digits"),
        pytest.param("热线电话120部，拨打电话110次", [], id="counted-telephones"),
        pytest.param("交由市政府办公室，12345，其他事项另定", [], id="a-short-number-apart"),
        pytest.param("市教育局\t12000\t110\n市民政局\t23000000\t300", [], id="figures-of-a-table"),
        pytest.param("市医保局12345件办结，市统计局2024年公布", [], id="counts-of-an-office"),
        pytest.param("联系人信息、联系人及电话另行公布", [], id="no-person"),
        pytest.param("联系人姓名，电话另行公布", [], id="a-form-to-fill"),
        pytest.param("创新试点“12345+7”工作模式", [], id="a-number-in-a-name"),
        pytest.param("完成12345个项目、占地83657777平方米", [], id="quantities"),
    ],
)
def test_find_contacts(text: str, expected: list[str]) -> None:
    assert _texts(text, find_contacts(text, Span(0, len(text)))) == expected


@given(st.text(alphabet="申请材料：:、只需提供《表》即可。\n1.（一）网上办理电话0411-6585热线@a", max_size=80))
def test_notes_quote_the_text_and_stay_apart(text: str) -> None:
    for find in (find_materials, find_applications, find_contacts):
        notes = find(text, Span(0, len(text)))
        _texts(text, notes)
        assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(notes))
