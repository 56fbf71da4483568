# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback stand-in of Europe PMC's search (REST, /searchPOST with cursorMark paging, resultType core and idlist), which
fails on demand. Its records are invented and say so. It knows one search, whatever its words, and EXT_ID:"…" queries."""
import json
import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATH = "/europepmc/webservices/rest/searchPOST"


def record(number, source="MED", **changes):
    """An invented record, laid out as the service lays out its own."""
    ident = {"MED": str(88000000 + number), "PMC": f"PMC{77000000 + number}", "PPR": f"PPR{number}"}.get(source, f"X{number}")
    out = {"id": ident, "source": source, "doi": f"10.5555/invented.{number}",
           "title": f"Invented record {number}: patchy hair loss under velnarane.",
           "authorString": "Invented A, Madeup B.",
           "authorList": {"author": [{"fullName": "Invented A", "firstName": "Ada", "lastName": "Invented", "initials": "A"},
                                     {"fullName": "Madeup B", "firstName": "Bo", "lastName": "Madeup", "initials": "B"}]},
           "journalInfo": {"issue": "1", "volume": "2", "dateOfPublication": "2021 Mar", "monthOfPublication": 3,
                           "yearOfPublication": 2021,
                           "journal": {"title": "Journal of invented cases", "isoabbreviation": "J Invented Cases",
                                       "issn": "0000-0000"}},
           "pubYear": "2021", "pageInfo": "1-2", "language": "eng",
           "abstractText": "<h4>Case report</h4>A 34-year-old woman took velnarane 5 mg/m<sup>2</sup> daily and lost her hair "
                           f"after 3 weeks (P&lt;0.05). Invented number {number}.",
           "pubTypeList": {"pubType": ["Case Reports", "case-report", "Journal Article"]}, "citedByCount": 0,
           "dateOfRevision": "2024-05-06", "firstIndexDate": "2021-03-04", "firstPublicationDate": "2021-03-01"}
    if source == "MED":
        out["pmid"] = ident
    if source == "PMC":
        out["pmcid"] = ident
    if source == "PPR":
        del out["journalInfo"]
        out["pubTypeList"] = {"pubType": ["Preprint"]}
        out["bookOrReportDetails"] = {"publisher": "Invented preprints"}
    out.update(changes)
    return out


class World:
    """What there is, and what goes wrong next. `faults`: name → how many answers it spoils (a large number: all)."""

    def __init__(self, records):
        self.records = records
        self.faults = {}
        self.spared = 0       # so many pages are sent before the faults strike
        self.asked = []       # (query, resultType, cursorMark, ids sent)
        self.hidden = set()   # ids that the pages leave out; the list of ids and questions by id have them
        self.lost = set()     # ids that come in the list of ids alone
        self.count_is = None  # hitCount, when it is wrong
        self.ending = "absent"  # of the last page: "absent" mark, "same" mark, or a further "empty" page
        self.delay = 0
        self.lock = threading.Lock()

    def struck_by(self, fault):
        """Whether this answer is spoilt so; one less is left then."""
        with self.lock:
            if self.faults.get(fault, 0) <= 0 or len(self.asked) < self.spared:
                return False
            self.faults[fault] -= 1
            return True

    def page(self, asked):
        """The answer to the parameters of a request, as an object."""
        query, kind = asked["query"], asked["resultType"]
        size, mark = min(int(asked["pageSize"]), 1000), asked["cursorMark"]
        wanted = set(re.findall(r'EXT_ID:"([^"]+)"', query))
        found = [r for r in self.records if not wanted or r.get("id") in wanted]
        if kind != "idlist":
            found = [r for r in found if r.get("id") not in self.lost and (wanted or r.get("id") not in self.hidden)]
        start = 0 if mark == "*" else int(mark.removeprefix("Mark-"))
        if self.struck_by("overlap") and start > 2:
            start -= 2
        some = found[start:start + size]
        end = start + len(some)
        out = {"version": "6.9", "hitCount": len(wanted & {r.get("id") for r in self.records}) if wanted else len(self.records),
               "request": {"queryString": query, "resultType": kind, "cursorMark": mark, "pageSize": size, "sort": "P_PDATE_D desc",
                           "synonym": True}, "resultList": {"result": some}}
        if self.count_is is not None and not wanted:
            out["hitCount"] = self.count_is
        if some and (end < len(found) or self.ending == "empty"):
            out["nextCursorMark"] = f"Mark-{end}"
        elif self.ending == "same":
            out["nextCursorMark"] = mark
        if self.struck_by("loop"):
            out["nextCursorMark"] = "*"
        if kind == "idlist":
            out["resultList"]["result"] = [{k: r[k] for k in ("id", "source", "pmid") if k in r} for r in some]
        self.asked.append((query, kind, mark, [r.get("id") for r in some]))
        return out


class Handler(BaseHTTPRequestHandler):
    """Spoils an answer when the world says so."""
    protocol_version = "HTTP/1.1"
    world = None

    def log_message(self, *_):
        """Nothing."""

    def answer(self, status, body, headers=(), cut=False):
        """Sends it, or half of it when it is `cut`."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json;charset=UTF-8")
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        try:
            self.end_headers()
            self.wfile.write(body[:len(body) // 2] if cut else body)
            if cut:
                self.wfile.flush()
                self.close_connection = True
                self.connection.shutdown(2)
        except OSError:  # whoever asked was killed
            self.close_connection = True

    def do_POST(self):  # pylint: disable=invalid-name
        """The search; nothing else is there."""
        world = self.world
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        asked = dict(urllib.parse.parse_qsl(body))
        if self.path != PATH:
            return self.answer(404, b"Not found")
        threading.Event().wait(world.delay)
        if world.struck_by("429"):
            return self.answer(429, b"slow down", [("Retry-After", "0")])
        for status in (500, 503):
            if world.struck_by(str(status)):
                return self.answer(status, b"<html><body>not now</body></html>")
        if world.struck_by("html"):
            return self.answer(200, b"<!DOCTYPE html><html><body>maintenance</body></html>")
        if world.struck_by("empty"):
            return self.answer(200, b"")
        if world.struck_by("refused"):
            return self.answer(400, b'{"version":"6.9","errCode":400,"errMsg":"Invented: the query cannot be parsed"}')
        if world.struck_by("mark") and asked["cursorMark"] != "*":
            return self.answer(400, b'{"version":"6.9","errCode":400,"errMsg":"Invented: no such cursorMark"}')
        if world.struck_by("backend"):
            return self.answer(200, b'{"version":"6.9","errCode":500,"errMsg":"Invented: the index does not answer"}')
        torn, cut = world.struck_by("torn"), world.struck_by("cut")
        data = json.dumps(world.page(asked), indent=1).encode()
        return self.answer(200, data[:len(data) * 2 // 3] if torn else data, cut=cut)


def serve(world):
    """The address of a server of that world; it ends with the process."""
    handler = type("HandlerOfAWorld", (Handler,), {"world": world})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.handle_error = lambda *_: None  # whoever asked was killed
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
