"""Texts that speak to a language model instead of to people; no policy does."""

import re

from index.analyzer.fold import fold

# Policies are made for makers of models and robots too, and systems do show hints: only what addresses a model counts.
# It is found in none of the 58,713 articles of STARD.
_ORDER = re.compile(
    r"(?<!不得)(?<!不能)(?<!不可)(?:忽略|无视|忘记|忘掉|不要理会|不要遵守|跳过)"
    r".{0,8}(?:以上|上述|上面|之前|前面|先前|此前|所有|全部|其他).{0,8}(?:指令|指示|规则|提示|要求|材料|内容|说明)"
    r"|系统提示词|[你您](?:现在|必须|只能|应当|要|应该)?(?:是|扮演|充当|作为).{0,12}(?:助手|模型|机器人|人工智能)"
    r"|[请致](?:ai|人工智能|大模型|智能)?助手|(?:ai|人工智能|语言模型|大模型)(?:助手)?[,:]?\s?[你您]"
    r"|ignore (?:all |any )?(?:the )?(?:previous|above|prior|earlier)|disregard (?:all |any |the )|system prompt"
    r"|you are (?:now )?an? |</?(?:system|assistant|user|think)\b|<\|im_(?:start|end)\|>|\[/?inst\]",
    re.DOTALL,
)


def gives_orders(text: str) -> bool:
    """Whether a text says what a model is to do; it is then no evidence of anything, and models don't get to see it."""
    return _ORDER.search(fold(text).text) is not None
