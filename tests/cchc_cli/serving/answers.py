"""What tests of the preview share: a preview of the folder, the bar of a page."""

import re

from cchc_cli.serving.edition import View
from cchc_cli.serving.preview import Answer

TODAY = View()
ASIDE = re.compile(r'<aside id="cchc-xem-thu".*?</aside>', re.DOTALL)


def text(answer: Answer) -> str:
    return answer.body.decode()


def bar(answer: Answer) -> str:
    [found] = ASIDE.findall(text(answer))
    return found


def loud(answer: Answer) -> list[str]:
    return re.findall(r'<p class="cchc-xt-bao">(.*?)</p>', bar(answer))
