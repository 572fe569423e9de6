"""Texts that would run, break a page, or change a table, wherever they reached one unguarded.

Each carries a mark of its own, ``zq:<number>``, by which a test finds it again.
"""

RUN = "window.ran=1"
_PATTERNS = (
    # Templates of Jinja, of other engines, and of JavaScript
    "{{7*7}}§",
    "{% for x in y %}§",
    "{# a comment §",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}§",
    "{{ self.__init__.__globals__ }}{% raw %}§",
    "${window.ran=1}`${window.ran=1}`§",
    "`;window.ran=1;`§",
    "<%= 7*7 %>#{7*7}[[7*7]]§",
    "{this.window.ran=1}%s%d{0}§",
    # Ends of scripts, styles, comments, attributes
    "</script><script>window.ran=1</script>§",
    "</SCRIPT ><ScRiPt>window.ran=1</ScRiPt>§",
    "<!--<script>window.ran=1//--></script>§",
    "--><!--§]]>",
    "</style><style>*{display:none}</style>§",
    "</title></textarea></noscript><script>window.ran=1</script>§",
    "'\"><svg onload=window.ran=1>§",
    "\\';window.ran=1;//§",
    "\\u003cscript\\u003ewindow.ran=1\\u003c/script\\u003e§",
    # Elements and event handlers
    '<img src=x onerror="window.ran=1">§',
    "<svg/onload=window.ran=1>§",
    "<iframe srcdoc='<script>parent.ran=1</script>'>§",
    "<details open ontoggle=window.ran=1>§",
    "<a href=javascript:window.ran=1>§</a>",
    "<style>@import 'https://example.org/§';</style>",
    "<link rel=stylesheet href=https://example.org/§>",
    "<meta http-equiv=refresh content='0;url=https://example.org/§'>",
    "<base href=https://example.org/§>",
    "<form action=https://example.org/§><input autofocus onfocus=window.ran=1>",
    "<math><mtext></p><img src=x onerror=window.ran=1>§",
    # Links
    "javascript:window.ran=1//§",
    "data:text/html,<script>window.ran=1</script>§",
    "//example.org/§ \\\\example.org\\",
    # Entities and signs
    "&lt;script&gt;window.ran=1&lt;/script&gt;&amp;&#0;&nbsp;§",
    "right\u202eto left\u2066 isolate \u200f\u061c§",
    "\u2028line\u2029paragraph\u0085§",
    "null\x00 bell\x07 escape\x1b[31m§",
    "zero\u200bwidth\ufeff joined\u200d §",
    "combined Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e§",
    # Cells that a spreadsheet would run
    '=HYPERLINK("https://example.org/§","x")',
    "=1+1|cmd §",
    "+cmd|' /C calc'!A0§",
    "-2+3§",
    "@SUM(A1:A9)§",
    "\t=1§",
    "\r\n=1\r\n§",
    "＝1+1§",
    # Paths and databases
    "../../etc/passwd\\..\\§",
    "'; DROP TABLE conflict; --§",
    '"quote" , comma ; semicolon \n line§',
    # Size
    "long " * 5000 + "§",
)
HOSTILE = tuple(pattern.replace("§", f"zq:{number}", 1) for number, pattern in enumerate(_PATTERNS))
"""Fifty-one hostile texts."""

LONE_SURROGATE = "half\ud800pair"
"""A text that no encoding can store; it may be shown with a sign in the place of the half."""

assert len(HOSTILE) >= 40
assert all(f"zq:{number}" in text for number, text in enumerate(HOSTILE))
