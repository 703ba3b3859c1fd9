"""The sentences of explanations and remarks, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import ROUND_DOWN, Context, Decimal
from fractions import Fraction
from unicodedata import category

from .exact import exact_text
from .forecast import Forecast
from .remarks import Remark
from .simulation import TieCount
from .steps import Step
from .vocabulary import RULES, RoundingStage, Status, Term, Words

DIGITS_KEPT = 8
RATIO = re.compile(r"(?<![^\s(])-?[0-9]+/[1-9][0-9]*(?![^\s,);])", re.ASCII)

NAMES = {
    "contestant", "contestants", "name", "round", "judge", "item", "panel", "room", "award", "reason", "link", "about",
    "by", "voters", "given",
}  # fmt: skip
"""Facts that are somebody's words: a p/q in them is no number."""

MANY = re.compile(r"\{(places|count)\} (?:places|valid sheets|valid marks|marks)\b")

DECIMALS = Words(", to {places} places", "，保留 {places} 位小数")

SENTENCES = {
    "result": Words(
        "{who}: place {place}, score {value}{provisional}",
        "{who}：第 {place} 名，得分 {value}{provisional}",
    ),
    "result-shared": Words(
        "{who}: shared place {place}, score {value}{provisional}",
        "{who}：并列第 {place} 名，得分 {value}{provisional}",
    ),
    "result-open": Words("{who}: no score yet", "{who}：尚无得分"),
    "result-outside": Words("{who}: {status}, takes no place", "{who}：{status}，不参加排名"),
    "missing": Words("still missing: {round}, judge {judge}, {item}", "尚缺：{round}，评委 {judge}，{item}"),
    "missing-score": Words("still missing: the score of {round}", "尚缺：{round} 的成绩"),
    "final": Words("Final score: {value}", "最后得分：{value}"),
    "final-open": Words("Final score: not yet", "最后得分：尚无"),
    "cut-score": Words("Score at the cut after {round}: {value}", "{round} 后晋级时的得分：{value}"),
    "cut-tie": Words(
        "cut after {round} ({keep} go on): equal at the line, {free} of {contestants} may go on; {rule}",
        "{round} 后晋级（名额 {keep}）：{contestants} 在晋级线上同分，尚余名额 {free}；{rule}",
    ),
    "cut-decision": Words("decision: {contestants} ({by})", "裁定：{contestants}（{by}）"),
    "cut-on": Words("goes on", "晋级"),
    "cut-behind": Words("stays behind", "未晋级"),
    "cut-open": Words("a decision is waited for; until then all of them go on", "待裁定；裁定前均按晋级处理"),
    "round": Words("{round}: {value}", "{round}：{value}"),
    "round-open": Words("{round}: no score yet", "{round}：尚无得分"),
    "sealed": Words("score entered directly: {value}", "直接录入的成绩：{value}"),
    "panel": Words("{Panel}: {value}", "{Panel}：{value}"),
    "ballots": Words(
        "{voters}, ballots cast {cast}: ({terms}) ÷ {cast} = {value}", "{voters}：（{terms}）÷ {cast} 票 = {value}"
    ),
    "ballots-of-grades": Words(
        "{voters}, ballots cast {cast}: {given}; ({terms}) ÷ {cast} = {value}",
        "{voters}：{given}；（{terms}）÷ {cast} 票 = {value}",
    ),
    "ballots-none": Words(
        "{voters}: no ballot yet; the others do not stand in for this class",
        "{voters}：尚无选票；其他类别的票不能代替",
    ),
    "ballots-weighed": Words(
        "classes of voters by weight: ({terms}) ÷ {weights} = {value}", "各类票按权重：（{terms}）÷ {weights} = {value}"
    ),
    "sheet": Words("{judge}: {terms} = {sum}", "{judge}：{terms} = {sum}"),
    "sheet-recused": Words("{judge}: recused", "{judge}：回避"),
    "sheet-excused": Words("{judge}: excused, the sheet does not count", "{judge}：免评，此评分表不计"),
    "sheet-missing": Words("{judge}: not complete yet", "{judge}：尚未交齐"),
    "mark": Words("{item}: {value}", "{item}：{value}"),
    "mark-weighed": Words("{item}: {points} × {weight} → {value}", "{item}：{points} × {weight} → {value}"),
    "item": Words("{item}: {value}", "{item}：{value}"),
    "item-mark": Words("{judge}: {value}", "{judge}：{value}"),
    "item-recused": Words("{judge}: recused", "{judge}：回避"),
    "item-excused": Words("{judge}: excused from this item", "{judge}：免评此项"),
    "item-missing": Words("{judge}: not given yet", "{judge}：尚未打分"),
    "panel-marks": Words(
        "{Panel}, {item}, all valid marks, nothing dropped: {value}",
        "{Panel}，{item}，全部有效分，不去掉最高最低分：{value}",
    ),
    "clipped": Words(
        "{judge}: {before} held within {distance} of the mean {mean}{rounding} → {value}",
        "{judge}：{before} 限定在平均 {mean} ± {distance} 以内{rounding} → {value}",
    ),
    "dropped-high": Words("highest dropped: {value} ({judge})", "去掉一个最高分：{value}（{judge}）"),
    "dropped-low": Words("lowest dropped: {value} ({judge})", "去掉一个最低分：{value}（{judge}）"),
    "not-dropped": Words(
        "only {count} valid, at least {needed} needed: nothing dropped",
        "有效分仅 {count} 个，不足 {needed} 个，不去掉最高最低分",
    ),
    "pool-mean": Words("({terms}) = {sum}; {sum} ÷ {count} = {value}", "（{terms}）= {sum}；{sum} ÷ {count} = {value}"),
    "pool-sum": Words("{terms} = {value}", "{terms} = {value}"),
    "pool-median": Words("median of {values} = {value}", "{values} 的中位数 = {value}"),
    "pool-midrange": Words(
        "({low} + {high}) ÷ 2 as one mark beside the others of {values}; mean = {value}",
        "{values} 中 ({low} + {high}) ÷ 2 计作一个分数，与其余平均 = {value}",
    ),
    "weight": Words("{before} × {weight} = {value}", "{before} × {weight} = {value}"),
    "panels": Words("({terms}) ÷ {weights} = {value}", "（{terms}）÷ {weights} = {value}"),
    "factor": Words("factor: {before} × {factor} = {value}", "系数：{before} × {factor} = {value}"),
    "rooms": Words(
        "room {room}: {before} × coefficient {coefficient} = {value}",
        "考场 {room}：{before} × 考场系数 {coefficient} = {value}",
    ),
    "room-mean": Words("mean of room {room}: {value}", "考场 {room} 平均分：{value}"),
    "clock": Words("time {time}{limit}: {value}", "用时 {time}{limit}：{value}"),
    "adjustment": Words("adjustment {value}: {reason}", "扣分/加分 {value}：{reason}"),
    "sum": Words("{terms} = {value}", "{terms} = {value}"),
    "rounding": Words(
        "{stage} rounded to {places} places ({rule}): {before} → {value}",
        "{stage}保留 {places} 位小数（{rule}）：{before} → {value}",
    ),
    "bounds": Words("held within [{low}, {high}]: {before} → {value}", "限定在 [{low}, {high}]：{before} → {value}"),
    "weight-of-round": Words("{round}: {before} × {weight} = {value}", "{round}：{before} × {weight} = {value}"),
    "best-rounds": Words("the best {count} count: {terms}", "取最好的 {count} 个环节：{terms}"),
    "stayed-behind": Words("stayed behind after {round}, where {keep} went on", "{round} 后未晋级（晋级名额 {keep}）"),
    "tied": Words("equal score: {contestants}", "得分相同：{contestants}"),
    "tie-equal": Words("tie-break rule “{rule}”: still equal ({values})", "同分规则“{rule}”：仍相同（{values}）"),
    "tie-decided": Words("tie-break rule “{rule}” decides ({values})", "同分规则“{rule}”：分出先后（{values}）"),
    "shared": Words("still equal: {contestants} share the place", "仍相同：{contestants} 并列"),
    "award-got": Words("award: {award} (quota {quota})", "奖项：{award}（名额 {quota}）"),
    "award-named": Words("award: {award}, named", "奖项：{award}（指定）"),
    "award-min": Words("not {award}: below the pass mark {min}", "未获{award}：低于 {min} 分"),
    "award-pass": Words(
        "not {award}: below the pass mark {pass_mark} of {round}", "未获{award}：{round}低于 {pass_mark} 分"
    ),
    "award-cap": Words("not {award}: the street already has {cap}", "未获{award}：所在街道的名额（{cap}）已满"),
    "award-line": Words("not {award}: a tie across the line ({tie})", "未获{award}：名额线上并列（{tie}）"),
}

ALONE = {
    "sheet": Words("{judge}: {sum}", "{judge}：{sum}"),
    "pool-mean": Words("the only value: {value}", "仅此一个有效分：{value}"),
    "pool-sum": Words("the only value: {value}", "仅此一个有效分：{value}"),
    "pool-median": Words("the only value: {value}", "仅此一个有效分：{value}"),
    "pool-midrange": Words("the only value: {value}", "仅此一个有效分：{value}"),
}
"""How a step is told where there is one term and nothing to add up."""

REMARKS = {
    "round-weights": Words("the weights of the rounds add up to {sum}, not 1", "各环节权重之和为 {sum}，不是 1"),
    "cut-weights": Words(
        "the weights of the cut after {cut} add up to {sum}, not 1", "{cut} 后晋级所用权重之和为 {sum}，不是 1"
    ),
    "empty-room": Words("{panel}: nobody is in room {room}", "{panel}：考场 {room} 是空的"),
    "not-dropped": Words(
        "{round}, {panel}: {contestant} has only {count} valid sheets; nothing is dropped",
        "{round}，{panel}：{contestant} 只有 {count} 份有效评分表，不去掉最高最低分",
    ),
    "item-not-dropped": Words(
        "{round}, {panel}, {item}: {contestant} has only {count} valid marks; nothing is dropped",
        "{round}，{panel}，{item}：{contestant} 只有 {count} 个有效分，不去掉最高最低分",
    ),
    "cut-marks": Words(
        "marks of {contestant} in {round} are ignored: {contestant} stayed behind before it",
        "{contestant} 此前未晋级，{round} 的打分不计",
    ),
    "not-competing": Words(
        "{award}: {contestant} does not compete and gets no award", "{award}：{contestant} 不计名次，不授奖"
    ),
}


FORECASTS = {
    "step": Words("two different scores differ by at least {step}", "两个不同的得分至少相差 {step}"),
    "no-step": Words("two different scores may lie arbitrarily close", "两个不同的得分可以任意接近"),
    "lattice": Words(
        "{link} can never break a tie: the last rounding loses nothing",
        "{link} 永远分不出先后：最后一次保留小数没有舍去任何数位",
    ),
    "after-decimals": Words(
        "{link} can never break a tie after decimals", "{link} 排在“比较更多小数位”之后，永远分不出先后"
    ),
    "nothing-dropped": Words(
        "{link} can never break a tie: nothing is dropped", "{link} 永远分不出先后：本来就不去掉最高最低分"
    ),
    "only-round": Words(
        "{link} can never break a tie: no other round counts", "{link} 永远分不出先后：没有别的环节计分"
    ),
    "ties": Words(
        "of {runs} simulated contests {tied} had a tie, {across_award} across an award line, {shared} still shared",
        "{runs} 场模拟比赛中，{tied} 场有同分，{across_award} 场同分跨越奖项名额线，{shared} 场按同分规则后仍并列",
    ),
}


def forecast_text(found: Forecast, ties: TieCount | None, language: str) -> Iterator[str]:
    """What the rule sheet will do, line by line."""
    if found.printed is None:
        yield FORECASTS["no-step"][language]
    else:
        yield FORECASTS["step"][language].format(step=_with_decimals(exact_text(found.printed)))
    for idle in found.idle:
        yield FORECASTS[idle.reason][language].format(link=idle.link)
    if ties is not None:
        yield FORECASTS["ties"][language].format(**asdict(ties))


def title_of(kind: str, id: str, language: str) -> str:
    """The name of a chosen rule; `language` is "zh" or "en"."""
    return RULES[kind].of(id).words[language]


def remark_text(remark: Remark, language: str) -> str:
    """A remark as a sentence."""
    return on_one_line(said(REMARKS[remark.code], language, remark.facts))


def on_one_line(text: str) -> str:
    """Text as a line takes it, whatever somebody's name holds: line ends and control characters are blanks.

    >>> on_one_line("Wang\\n\\x1b[2JYi\\u202e"), on_one_line("王\u3000一")
    ('Wang  [2JYi', '王\\u3000一')
    """
    if text.isprintable():
        return text
    return "".join(BLANKED.get(category(char), char) for char in text)


BLANKED = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": ""}
"""By Unicode category: control characters, line and paragraph separators; invisible ones are left out."""


def said(words: Words, language: str, facts: Mapping[str, str]) -> str:
    """A sentence with its facts; in English one place is no places.

    >>> said(DECIMALS, "en", {"places": "1"}), said(DECIMALS, "en", {"places": "2"})
    (', to 1 place', ', to 2 places')
    """
    text = words[language]
    if language == "en":
        text = MANY.sub(lambda found: found[0][: -1 if facts.get(found[1]) == "1" else None], text)
    return text.format(**facts)


def step_text(step: Step, language: str) -> str:
    """One step as a sentence; numbers that do not end are cut off and marked with …"""
    facts = {key: value if key in NAMES else _with_decimals(value) for key, value in step.facts.items()}
    facts["value"] = _with_decimals(step.value or "–")
    facts["provisional"] = _provisional(step.facts, language)
    facts["Panel"] = _panel(facts.get("panel", ""), language)
    if "seconds" in facts:
        facts["time"], limit = clock_text(int(facts["seconds"])), facts["limit"]
        facts["limit"] = LIMIT[language].format(limit=clock_text(int(limit))) if limit else ""
    _name_choices(facts, language)
    alone = step.kind in ALONE and " " not in step.facts["terms"]
    return " ".join(on_one_line(said((ALONE if alone else SENTENCES)[step.kind], language, facts)).split())


LIMIT = Words(" (limit {limit})", "（限时 {limit}）")


def clock_text(seconds: int) -> str:
    """Seconds as a clock shows them.

    >>> clock_text(505), clock_text(5)
    ('8:25', '0:05')
    """
    return f"{seconds // 60}:{seconds % 60:02d}"


def _panel(name: str, language: str) -> str:
    """A panel by its name; the word stands before it where the name does not say it."""
    called = ENGLISH_PANELS if language == "en" else CHINESE_PANELS
    says = any(word in name.casefold() for word in called) if language == "en" else name.endswith(called)
    return name if says else f"{Words('Panel', '评委组')[language]} {name}"


ENGLISH_PANELS = ("panel", "mass jury", "appraisal")
CHINESE_PANELS = ("组", "团", "评审", "测评")

TERMS: dict[str, type[Term]] = {"stage": RoundingStage, "status": Status}
"""Facts that are an id of the contest file."""


def _name_choices(facts: dict[str, str], language: str) -> None:
    """Ids of rules, stages and states replaced by their names."""
    for key, terms in TERMS.items():
        if key in facts:
            facts[key] = terms.of(facts[key]).words[language]
    for key, kind in (("rule", "rounding"), ("tie", "award_tie")):
        if key in facts:
            facts[key] = title_of(kind, facts[key], language)
    if "cut_tie" in facts:
        facts["rule"] = title_of("cut_tie", facts["cut_tie"], language)
    if "link" in facts:
        title = title_of("tie_link", facts["link"].partition(":")[0], language)
        facts["rule"] = Words(": ", "：")[language].join(filter(None, (title, facts["about"])))
    facts["who"] = f"{facts.get('contestant')} {facts.get('name')}".strip()
    facts["rounding"] = said(DECIMALS, language, facts) if facts.get("places") else ""
    facts.update({key: "–" for key in ("low", "high", "reason", "by", "room") if facts.get(key) == ""})


def _provisional(facts: Mapping[str, str], language: str) -> str:
    if facts.get("final", "yes"):
        return ""
    return Words(" (provisional)", "（暂计）")[language]


def _with_decimals(text: str) -> str:
    """Text with every p/q in it as a decimal.

    >>> _with_decimals("1/3 + 91.5")
    '0.33333333… + 91.5'
    """
    return RATIO.sub(lambda found: decimal_text(Fraction(found[0])), text)


def decimal_text(value: Fraction) -> str:
    """A number that does not end, cut off after some digits.

    >>> decimal_text(Fraction(22, 3))
    '7.33333333…'
    """
    context = Context(prec=60, rounding=ROUND_DOWN)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{quotient.quantize(Decimal(1).scaleb(-DIGITS_KEPT), context=context):f}…"


def as_text(step: Step, language: str) -> Iterator[str]:
    """An explanation as indented lines."""
    yield step_text(step, language)
    for inner in step.steps:
        yield from ("  " + line for line in as_text(inner, language))
