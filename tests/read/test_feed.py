"""RSS and Atom files: items as articles, what is whole of a broken feed, and feeds that mean harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import FIRST, SECOND, THIRD, read_all, reasons, texts, zip_of

from chancery.read import feed
from chancery.read.document import MAX_FILE

if TYPE_CHECKING:
    from pathlib import Path

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example</title><link>https://example.org/</link><language>en-GB</language>
<item><title>Ministers agree &amp; sign</title><link>https://example.org/2024/1</link>
<pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND} <!-- x --><b>He</b> left.</p><script>x;</script>]]>
</content:encoded></item>
<item><title>A note</title><guid>https://example.org/2</guid><description>
&lt;p&gt;{SECOND}&lt;/p&gt;</description></item>
<item><title>Nothing but a title</title></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><title>Báo Ví dụ</title>
<entry><title>Kế hoạch</title><link rel="self" href="https://example.org/x"/><link href="https://example.org/1"/>
<published>2024-03-05T10:00:00Z</published><content type="html">&lt;p&gt;{THIRD}&lt;/p&gt;</content></entry>
<entry><title>Công hàm</title><link rel="alternate" href="https://example.org/2"/><updated>2024-03-06</updated>
<summary>{THIRD}</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{THIRD}</p></div></content></entry>
</feed>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>
<item><title>Ministers agree</title><link>https://example.org/1</link><dc:date>2024-03-05</dc:date>
<description>{FIRST}</description></item></rdf:RDF>"""


def put(folder: Path, raw: str | bytes, name: str = "x.xml") -> Path:
    path = folder / name
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def test_items_of_rss(tmp_path: Path) -> None:
    path = put(tmp_path, RSS)
    (full, summary), failures = read_all(path)
    assert full.text == f"Ministers agree & sign\n\n{FIRST}\n\n{SECOND} He left."
    assert (full.url, full.published, full.published_from, full.outlet) == (
        "https://example.org/2024/1",
        "2024-03-05",
        "given",
        "The Example",
    )
    assert (summary.text, summary.url, summary.source) == (
        f"A note\n\n{SECOND}",
        "https://example.org/2",
        f"{path}#2",
    )
    assert [article.provenance and article.provenance.extent for article in (full, summary)] == ["full", "summary"]
    assert [failure.line() for failure in failures] == [f"{path}#3: the feed gives only a title of it"]


def test_entries_of_atom(tmp_path: Path) -> None:
    (one, two), failures = read_all(put(tmp_path, ATOM, "x.atom"))
    assert failures == []
    assert texts([one, two]) == [THIRD, THIRD]
    assert (one.url, one.published, one.outlet) == ("https://example.org/1", "2024-03-05", "Báo Ví dụ")
    assert (two.url, two.published) == ("https://example.org/2", "2024-03-06")
    assert two.provenance is not None
    assert two.provenance.extent == "full"


def test_items_of_rdf_and_other_encodings(tmp_path: Path) -> None:
    ((one,), _) = read_all(put(tmp_path, RDF, "x.rss"))
    assert (texts([one]), one.published) == ([FIRST], "2024-03-05")
    wide = ATOM.replace("<feed", '<?xml version="1.0" encoding="utf-16"?><feed', 1).encode("utf-16")
    assert texts(read_all(put(tmp_path, wide, "w.atom"))[0]) == [THIRD, THIRD]
    vietnamese = ATOM.replace("<feed", '<?xml version="1.0" encoding="cp1258"?><feed', 1)
    assert len(read_all(put(tmp_path, vietnamese, "v.atom"))[1]) <= 2


def test_of_a_cut_feed_what_is_whole_is_read(tmp_path: Path) -> None:
    articles, failures = read_all(put(tmp_path, RSS[: RSS.index("<item><title>A note") + 30]))
    assert texts(articles)[0].startswith(SECOND)
    assert reasons(failures) == ["no-text", "damaged"]


def test_a_sloppy_feed_is_read(tmp_path: Path) -> None:
    text = RSS.replace("<language>", "AT&T &nbsp; <language>").replace("A note", "A note & more")
    articles, _ = read_all(put(tmp_path, text))
    assert len(articles) == 2


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))


@pytest.mark.parametrize(
    "declared", [LAUGHS, '<!ENTITY l11 SYSTEM "file:///etc/passwd">', '<!ENTITY l11 SYSTEM "http://127.0.0.1:9/">']
)
def test_entities_are_never_resolved(declared: str, tmp_path: Path) -> None:
    item = f"<item><title>x</title><description>{FIRST} &l11;</description></item>"
    text = f"<!DOCTYPE rss [{declared}]><rss><channel>{item}</channel></rss>"
    articles, failures = read_all(put(tmp_path, text))
    assert all("root:" not in article.text and "haha" not in article.text for article in articles)
    assert len(articles) + len(failures) >= 1


def test_what_is_no_feed(tmp_path: Path) -> None:
    assert reasons(read_all(put(tmp_path, "<urlset><url><loc>x</loc></url></urlset>"))[1]) == ["unknown-kind"]
    assert reasons(read_all(put(tmp_path, "no xml at all"))[1]) == ["damaged"]
    assert reasons(read_all(put(tmp_path, "<rss><channel></channel></rss>"))[1]) == ["empty"]
    assert reasons(read_all(put(tmp_path, b"\x00\x01\x02"))[1]) == ["damaged"]


def test_a_feed_and_an_item_that_are_too_large(tmp_path: Path, monkeypatch) -> None:
    item = f"<item><description>{'a ' * (MAX_FILE // 2 + 9)}</description></item>"
    good = f"<item><description>{FIRST}</description></item>"
    articles, failures = read_all(put(tmp_path, f"<rss><channel>{item}{good}</channel></rss>"))
    assert (texts(articles), reasons(failures)) == ([FIRST], ["too-large"])
    monkeypatch.setattr(feed, "MAX_FEED", 500)
    assert reasons(read_all(put(tmp_path, RSS, "y.xml"))[1]) == ["too-large"]


def test_a_deep_feed(tmp_path: Path) -> None:
    deep = f"<rss><channel>{'<a>' * 5000}<item><description>{FIRST}</description></item>"
    _, failures = read_all(put(tmp_path, deep))
    assert len(failures) == 1


def test_a_feed_in_a_zip(tmp_path: Path) -> None:
    path = put(tmp_path, zip_of({"f.xml": ATOM.encode()}), "x.zip")
    articles, failures = read_all(path)
    assert (texts(articles), failures) == ([THIRD, THIRD], [])


PIECES = st.sampled_from(
    [
        "<item>", "</item>", "<description>", "</description>", "<![CDATA[", "]]>", "&amp;", "&x;", "<p>", "</p>",
        "<title>", "</title>", FIRST, "<link>", "<!DOCTYPE rss [", "]>", '<!ENTITY x "y">', "</rss>", "\x00", "<?x?>",
        "<!-- -->", "<entry>", "<content><div>", "<content>", '<link href="',
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(text=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join), rooted=st.booleans())
def test_any_feed_gives_articles_or_lines(text: str, rooted: bool, tmp_path_factory) -> None:
    raw = ("<rss><channel>" * rooted + text).encode("utf-8", "ignore")
    articles, failures = read_all(put(tmp_path_factory.mktemp("fuzz"), raw))
    assert articles or failures
