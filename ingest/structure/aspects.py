"""Numbered paragraphs that each tell one aspect of a policy, as 1.政策内容：…, 2.适用对象：… and 3.责任单位：… do."""

import re
from collections.abc import Sequence

from ingest.records import Span
from ingest.structure.tail import LABEL_LINE, Tail
from ingest.structure.tree import Node

_ASPECT = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:内容|依据|对象|范围|主体|条件|标准|额度|方式|途径|渠道|材料|资料|流程|程序|时间|时限|期限|单位|部门|科室"
    r"|电话|咨询|联系人|地点|网址)[:：]"
)


def tell_aspects(nodes: Sequence[Node]) -> bool:
    """Whether numbered paragraphs, but one of them at most, are labelled as aspects of the policy above them."""
    labelled = [_ASPECT.match(node.head.text, node.marker.width) for node in nodes]
    return len(nodes) > 1 and sum(label is None for label in labelled) <= (len(nodes) > 2)


def tail_of(nodes: Sequence[Node]) -> Tail:
    """What aspects tell of units and deadlines, wherever they stand; the body ends before those that stand last."""
    labels = [bool(LABEL_LINE.match(node.head.text[node.marker.width :])) for node in nodes]
    notes = [
        Span(node.head.span.start + node.marker.width, node.head.span.end)
        for node, is_note in zip(nodes, labels, strict=True)
        if is_note
    ]
    last = max((place for place, is_note in enumerate(labels) if not is_note), default=0)
    end = nodes[last + 1].head.span.start if last + 1 < len(nodes) else nodes[-1].blocks()[-1].span.end
    return Tail(end, tuple(notes))
