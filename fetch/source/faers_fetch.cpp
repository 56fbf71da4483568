// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/faers_fetch.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "fetch/source/faers_members.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>

namespace casebook {

namespace {

constexpr double first_pause = 2; // seconds, doubled each time

std::string path_of(const FaersAddress& address, FaersQuarter quarter)
{
    return replaced(replaced(address.path, "{year}", format("{}", quarter.year)), "{quarter}",
                    format("{}", quarter.quarter));
}

/// The number behind the slash of "bytes 0-99/1234"; 0 when it is not said.
std::uint64_t whole_size(const HttpResponse& response)
{
    const std::string_view said = response.header("content-range");
    const std::size_t slash = said.find('/');
    std::uint64_t size = 0;
    if (slash != std::string_view::npos)
        std::from_chars(said.data() + slash + 1, said.data() + said.size(), size);
    return size;
}

void append(const std::filesystem::path& file, std::string_view bytes)
{
    std::ofstream out(file, std::ios::binary | std::ios::app);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.flush();
    if (!out)
        throw Error(format("{}: cannot be written. Check the space on the disk and the permissions.", file.string()));
}

/// Beside a part stands of which publication it is, so that it is not continued with another one.
std::filesystem::path publication_file(const std::filesystem::path& part) { return part.string() + ".of"; }

std::string publication_of(const std::filesystem::path& part)
{
    const std::filesystem::path file = publication_file(part);
    return std::filesystem::exists(file) ? read_file(file) : "";
}

/// RFC 9110, 13.1.5: a weak ETag does not do.
void keep_publication(const std::filesystem::path& part, const HttpResponse& response)
{
    const std::string_view tag = response.header("etag");
    const std::string_view said = tag.empty() || tag.starts_with("W/") ? response.header("last-modified") : tag;
    write_file(publication_file(part), said);
}

void remove_part(const std::filesystem::path& part)
{
    std::filesystem::remove(part);
    std::filesystem::remove(publication_file(part));
}

std::uint64_t size_of(const std::filesystem::path& file)
{
    std::error_code none;
    const std::uintmax_t size = std::filesystem::file_size(file, none);
    return none ? 0 : size;
}

/// Whether the file is a whole zip of that quarter; why not, or "".
std::string trouble_with(const std::filesystem::path& file, FaersQuarter quarter)
{
    try {
        const FaersQuarter found = list_faers_members(file).quarter;
        return found == quarter ? "" : format("it holds {}, not {}", to_text(found), to_text(quarter));
    } catch (const Error& e) {
        return e.what();
    }
}

enum class Piece : std::uint8_t { more, done, absent, again, stop };

/// Fetches one file piece by piece into `part`.
class Download
{
public:
    Download(Http& http, const Clock& clock, const FaersFetchOptions& options, HttpRequest request,
             std::filesystem::path part)
        : http_(http), clock_(clock), options_(options), request_(std::move(request)), part_(std::move(part))
    {
    }

    Piece run()
    {
        double pause = first_pause;
        for (int attempt = 0; attempt < options_.attempts;) {
            const Piece piece = next();
            if (piece == Piece::more) {
                attempt = 0;
                pause = first_pause;
            } else if (piece == Piece::again) {
                if (++attempt < options_.attempts)
                    clock_.sleep(pause);
                pause *= 2;
            } else {
                return piece;
            }
        }
        return Piece::stop;
    }

    std::uint64_t bytes() const { return bytes_; }
    const std::string& trouble() const { return trouble_; }

private:
    Piece next()
    {
        const std::uint64_t have = size_of(part_);
        request_.bytes = {have, have + options_.piece - 1};
        request_.if_range = have == 0 ? "" : publication_of(part_);
        const HttpResponse response = http_.send(request_);
        if (response.transport == Transport::refused || response.transport == Transport::untrusted) {
            trouble_ = response.trouble;
            return Piece::stop;
        }
        const bool partial = response.status == 206;
        if (response.transport != Transport::complete) {
            trouble_ = response.trouble;
            if (partial && !response.body.empty()) { // a piece may break off: what came is good
                if (have == 0)
                    keep_publication(part_, response);
                take(response.body, have, whole_size(response));
                return Piece::more;
            }
            return Piece::again;
        }
        if (response.status == 416 && have > 0) // nothing beyond: the part is whole, or of another publication
            return Piece::done;
        if (response.status == 429 || response.status == 503) {
            trouble_ = format("the service answers {}", response.status);
            return Piece::again;
        }
        if (response.status != 200 && !partial) { // 500 with a page is FDA's "no such quarter"
            trouble_ = format("the service answers {}", response.status);
            return Piece::absent;
        }
        return partial ? take_piece(response, have) : take_all(response);
    }

    Piece take_piece(const HttpResponse& response, std::uint64_t have)
    {
        if (have == 0)
            keep_publication(part_, response);
        const std::uint64_t all = whole_size(response);
        if (response.body.empty()) {
            trouble_ = "an empty piece came";
            return Piece::again;
        }
        take(response.body, have, all);
        const std::uint64_t now = have + response.body.size();
        return all != 0 ? (now >= all ? Piece::done : Piece::more)
                        : (response.body.size() < options_.piece ? Piece::done : Piece::more);
    }

    Piece take_all(const HttpResponse& response)
    {
        remove_part(part_);
        take(response.body, 0, response.body.size());
        return Piece::done;
    }

    void take(std::string_view body, std::uint64_t have, std::uint64_t all)
    {
        append(part_, body);
        bytes_ += body.size();
        if (options_.progress)
            options_.progress(have + body.size(), all);
    }

    Http& http_;
    const Clock& clock_;
    const FaersFetchOptions& options_;
    HttpRequest request_;
    std::filesystem::path part_;
    std::uint64_t bytes_ = 0;
    std::string trouble_;
};

/// One address; `absent` when nothing is there, so that the next spelling is tried.
FaersFetched fetch_from(Http& http, const Clock& clock, const FaersAddress& address, FaersFetched out,
                        const std::filesystem::path& folder, const FaersFetchOptions& options)
{
    const std::string path = path_of(address, out.quarter);
    out.file = folder / path.substr(path.rfind('/') + 1);
    if (!options.again && std::filesystem::exists(out.file) && trouble_with(out.file, out.quarter).empty()) {
        out.got = FaersGot::held;
        return out;
    }
    const std::filesystem::path part = out.file.string() + ".part";
    Download download(http, clock, options, {address.host, path, {}, false, {}}, part);
    const Piece ended = download.run();
    out.bytes += download.bytes();
    out.what = download.trouble();
    out.got = ended == Piece::absent ? FaersGot::absent : FaersGot::failed;
    if (ended != Piece::done)
        return out;
    if (const std::string trouble = trouble_with(part, out.quarter); !trouble.empty()) {
        const bool page = trouble.find("web page") != std::string::npos;
        remove_part(part);
        out.got = page ? FaersGot::absent : FaersGot::broken;
        out.what = page ? "the service sends a web page in place of the zip" : trouble;
        return out;
    }
    std::filesystem::rename(part, out.file);
    std::filesystem::remove(publication_file(part));
    out.got = FaersGot::fetched;
    out.what.clear();
    return out;
}

} // namespace

std::vector<FaersAddress> read_faers_addresses(const std::filesystem::path& file)
{
    std::vector<FaersAddress> out;
    std::size_t number = 0;
    for (const std::string& line : split(read_file(file), '\n')) {
        ++number;
        if (line.empty() || line.starts_with('#') || line.starts_with("from\t"))
            continue;
        const std::vector<std::string> cells = split(line, '\t');
        const auto from = parse_faers_quarter(cells[0]);
        const auto to = parse_faers_quarter(cells.size() > 1 ? cells[1] : "");
        if (cells.size() != 4 || !from || !to)
            throw Error(format("{}:{}: expected a quarter, a quarter, a host and a path.", file.string(), number));
        out.push_back({*from, *to, cells[2], cells[3]});
    }
    return out;
}

std::vector<FaersAddress> faers_addresses()
{
    std::vector<FaersAddress> out = read_faers_addresses(share_folder() / "lexicon" / "faers_archive.tsv");
    if (const char* host = std::getenv("CASEBOOK_FAERS_URL"); host != nullptr && *host != '\0')
        for (FaersAddress& address : out)
            address.host = host;
    return out;
}

Parsed<std::vector<FaersQuarter>> parse_faers_quarters(std::string_view text, std::string_view today)
{
    const std::size_t dots = text.find("..");
    const auto first = parse_faers_quarter(text.substr(0, dots));
    if (!first)
        return tl::unexpected(first.error());
    FaersQuarter last = *first;
    if (dots != std::string_view::npos && dots + 2 == text.size()) {
        int year = 0;
        int month = 0;
        std::from_chars(today.data(), today.data() + std::min<std::size_t>(4, today.size()), year);
        if (today.size() >= 7)
            std::from_chars(today.data() + 5, today.data() + 7, month);
        last = {year, (month + 2) / 3};
        last = last.quarter <= 1 ? FaersQuarter{last.year - 1, 4} : FaersQuarter{last.year, last.quarter - 1};
    } else if (dots != std::string_view::npos) {
        const auto end = parse_faers_quarter(text.substr(dots + 2));
        if (!end)
            return tl::unexpected(end.error());
        last = *end;
    }
    if (last < *first || *first < FaersQuarter{2004, 1})
        return parse_error(format("\"{}\" holds no quarter; the first is 2004Q1", text));
    std::vector<FaersQuarter> out;
    for (FaersQuarter at = *first; at <= last;
         at = at.quarter == 4 ? FaersQuarter{at.year + 1, 1} : FaersQuarter{at.year, at.quarter + 1})
        out.push_back(at);
    return out;
}

FaersFetched fetch_faers_quarter(Http& http, const Clock& clock, const std::vector<FaersAddress>& addresses,
                                 FaersQuarter quarter, const std::filesystem::path& folder,
                                 const FaersFetchOptions& options)
{
    FaersFetched out;
    out.quarter = quarter;
    out.got = FaersGot::absent;
    out.what = "no address is known for it";
    for (const FaersAddress& address : addresses) {
        if (quarter < address.from || address.to < quarter)
            continue;
        const std::string before = out.got == FaersGot::absent && out.file.empty() ? "" : out.what;
        out = fetch_from(http, clock, address, out, folder, options);
        if (out.got != FaersGot::absent)
            return out;
        if (!before.empty()) // what the first spelling met says more than that the second is not there either
            out.what = before;
    }
    return out;
}

} // namespace casebook
