"""What the words of a stage become where judges go and see: a site is not called on stage 出场, it is assessed 评议.

Only texts of the catalogues pass through it (`contests.judged`), before contestants become sites or centres there.
"""

from __future__ import annotations

import re

CHINESE = (
    ("有请 ", "现在评议 "),
    (r"\}出场。\[演讲题目", "}。[题目"),
    ("讲完录入用时", "评完录入用时"),
    ("请(第一位|首位)选手出场", "请从第一家选手开始评议"),
    ("叫第一位选手出场", "从第一家选手开始评议"),
    ("请等待下一位选手出场", "请等待下一家选手"),
    ("选手出场后", "选手开始评议后"),
    ("选手赛后", "选手评议后"),
    ("下一位出场", "下一家"),
    ("叫下一位", "评议下一家"),
    ("再请下一位", "再评议下一家"),
    ("下一次叫号", "下一次评议"),
    ("叫错人：撤销出场", "选错了：撤销"),
    ("叫错了?人", "选错单位"),
    ("已出场，评委", "开始评议，评委"),
    ("已请出场", "已开始评议"),
    ("请选手出场", "开始评议"),
    ("已全部出场", "已全部评完"),
    ("选手已出场", "选手已评完"),
    ("他们的出场", "其评议"),
    ("^出场(：|；)", r"开始评议\1"),
    ("^出场$", "次序"),
    ("无人出场", "没有正在评议的单位"),
    ("不再有选手出场", "不再评议其他选手"),
    ("不再叫号出场", "不再评议"),
    ("继续叫号出场", "继续评议"),
    ("叫号出场", "开始评议"),
    ("不出场", "不参加评议"),
    ("可以出场", "可以参加评议"),
    ("选手随即下台", "现场评议随即结束"),
    ("选手已下场", "选手已评完"),
    ("延后一位", "延后一家"),
    ("给出场选手", "给选手"),
    ("显示出场选手", "显示正在评议的选手"),
    ("第一次出场", "第一次评议"),
    ("出场先后", "评议先后"),
    ("出场", "评议"),
    ("叫号", "开始评议"),
    ("候场区(、|和)", ""),
    ("舞台一侧", "现场"),
)
ENGLISH = (
    ("Everybody has performed", "All visits are over"),
    ("([Cc]ontestants?) who", r"\1 that"),
    ("guests, judges and contestants to come on stage", "everybody to come"),
    ("Nobody else will be called on stage", "Nothing else will be visited"),
    ("Nobody is on stage", "No visit is on"),
    ("have presented|has presented", "have been visited"),
    ("contestant has performed", "contestant has been visited"),
    ("Has performed", "Visited"),
    ("has performed", "visited"),
    ("is not performed", "has no visits"),
    ("still to perform or to be marked", "still to be visited or marked"),
    ("still to perform", "still to be visited"),
    ("does not perform", "is not visited"),
    ("perform and are marked", "are visited and marked"),
    ("Who performs", "What is visited"),
    ("are not called on stage", "are not visited"),
    ("has been called on stage", "has been visited"),
    ("Called on stage:", "Visit begun:"),
    ("Call taken back:", "Visit taken back:"),
    ("Call the first contestant on stage", "Begin with the first contestant"),
    ("Calling a contestant", "Beginning a visit"),
    ("Please welcome contestant", "We now come to contestant"),
    ("called at", "begun at"),
    ("Called, clock", "Begun, clock"),
    ("Next on stage: ", "Next: "),
    ("Next on stage", "Next visit"),
    ("On stage and next", "Now and next"),
    ("On stage now", "Visited now"),
    ("Not on stage any more", "Visit over"),
    (r"\{person\} is on stage; the", "The visit to {person} has begun; the"),
    ("The contestant leaves the stage", "The visit ends"),
    ("For coming on stage", "For the way there"),
    ("beside the stage", "on site"),
    ("round is not on stage", "round has no visits"),
    ("rounds on stage", "rounds with visits"),
    ("is on stage", "is being visited"),
    ("is not on stage", "is not being visited"),
    ("^On stage$", "Under way"),
    ("On stage", "Being visited"),
    ("on stage", "being visited"),
    ("the first contestant is called", "the first visit begins"),
    ("contestants are called", "contestants are visited"),
    ("before the next is called", "before the next"),
    ("call the next", "begin the next"),
    ("the next call", "the next visit"),
    ("with the time since the call", "with the time since the visit began"),
    ("desk has called", "desk has begun the visit"),
    ("Waiting for the call", "Waiting"),
    ("The wrong one was called", "The wrong visit was begun"),
    ("Wrong person", "Wrong contestant"),
    ("when the speech is over", "when the visit is over"),
    ("performances? of", "visit to"),
    ("Performance", "Visit"),
    ("performance", "visit"),
)
RULES = tuple((re.compile(pattern), words) for pattern, words in (*CHINESE, *ENGLISH))
CONCERNED = re.compile(
    "出场|叫号|叫错|选手赛后|候场|舞台|讲完|下[台场]|延后|"
    "[Ss]tage|[Pp]erform|[Cc]all|presented|Wrong person|speech|ontestants? who"
)
"""What a sentence has that is about being called on stage."""


def as_a_visit(text: str) -> str:
    """A sentence about performances on stage as one about visits; any other as it is.

    >>> as_a_visit("叫号出场"), as_a_visit("请等待下一位选手出场"), as_a_visit("已收到")
    ('开始评议', '请等待下一家选手', '已收到')
    >>> as_a_visit("The performance of {person} is closed.")
    'The visit to {person} is closed.'
    """
    if CONCERNED.search(text):
        for pattern, words in RULES:
            text = pattern.sub(words, text)
    return text
