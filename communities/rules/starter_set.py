"""What a district can begin with: the indicators and the themes of the report behind the four builds."""

from __future__ import annotations

from dataclasses import dataclass

from communities.models import AddsUp, Pillar

COUNTED_WHOLE = frozenset(("家", "户", "名", "人", "人次", "项", "件", "次", "场", "支", "对", "个", "条", "处"))
"""Units of which there is no half."""
SOURCE = "中国新闻网辽宁，6月22日报道"
"""The report that has a total of its own for most of them."""


@dataclass(frozen=True, slots=True)
class Starter:
    """An indicator that can be taken over."""

    code: str
    pillar: Pillar
    name: str
    unit: str
    adds_up: AddsUp
    meaning: str

    @property
    def whole(self) -> bool:
        """Whether it is counted in whole numbers."""
        return self.unit in COUNTED_WHOLE


def _of(pillar: Pillar, *rows: tuple[str, str, str, AddsUp, str]) -> tuple[Starter, ...]:
    return tuple(Starter(code, pillar, name, unit, adds_up, meaning) for code, name, unit, adds_up, meaning in rows)


STARTER_SET = (
    *_of(
        Pillar.LINKAGE,
        ("LD01", "社区联席会议成员单位", "家", AddsUp.LAST, "期末列入社区党建联席会议名册的单位，一个单位计一家。"),
        ("LD02", "需求清单", "项", AddsUp.SUM, "本期列入清单的需求，一项需求计一项。"),
        ("LD03", "资源清单", "项", AddsUp.SUM, "本期由成员单位提供并列入清单的资源。"),
        ("LD04", "项目清单", "项", AddsUp.SUM, "本期由需求与资源对接形成的项目。"),
        ("LD05", "解决居民急难愁盼问题", "件", AddsUp.SUM, "本期已办结并告知居民的问题，同一问题只计一次。"),
        ("LD06", "网格员", "名", AddsUp.LAST, "期末在岗的网格员，含专职。"),
        ("LD07", "专职网格员", "名", AddsUp.LAST, "期末在岗的专职网格员。"),
    ),
    *_of(
        Pillar.TEAM,
        ("TY01", "社区党组织书记后备人选", "名", AddsUp.LAST, "期末由区级备案的后备人选，按所在社区计。"),
        ("TY02", "跟班学习", "人次", AddsUp.SUM, "本期到先进社区跟班学习的书记，一人一次计一人次。"),
        ("TY03", "观摩拉练", "次", AddsUp.SUM, "本期参加或承办的观摩拉练。"),
    ),
    *_of(
        Pillar.SERVICE,
        ("FW01", "“我是雷锋”志愿服务队", "支", AddsUp.LAST, "期末登记在册、本期有服务记录的队伍。"),
        ("FW02", "收集并解决问题", "件", AddsUp.SUM, "本期由志愿服务队收集并已解决的问题。"),
        ("FW03", "敲门结对", "对", AddsUp.LAST, "期末结成的帮扶对子，一户一对。"),
        ("FW04", "微小实事", "件", AddsUp.SUM, "本期完成的代办、配送、上门理发等实事。"),
        ("FW05", "调解小组", "个", AddsUp.LAST, "期末在册的调解小组。"),
        ("FW06", "议事协商机构", "个", AddsUp.LAST, "期末在册的居民议事会、协商议事会等。"),
        ("FW07", "协商议事会议", "次", AddsUp.SUM, "本期召开并有记录的协商议事会议。"),
    ),
    *_of(
        Pillar.POSITION,
        ("ZD01", "已建成党群服务中心", "个", AddsUp.LAST, "期末按五化标准建成并开放的中心。"),
        ("ZD02", "今年将建成党群服务中心", "个", AddsUp.LAST, "已立项、年内将建成的中心。"),
        ("ZD03", "高标准居民区驿站", "个", AddsUp.LAST, "期末建成并开放的驿站。"),
    ),
)

THEMES = (
    ("党建引领基层治理", Pillar.LINKAGE),
    ("社区党群服务中心建设", Pillar.POSITION),
    ("党建联席会议制度落实", Pillar.LINKAGE),
    ("擦亮“红色物业”品牌", Pillar.SERVICE),
    ("打造特色党建品牌", Pillar.SERVICE),
)
"""The five themes on which the secretaries of the report spoke; under which pillar each is found is our proposal."""
