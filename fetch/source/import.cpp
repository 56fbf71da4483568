// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/import.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/import_kinds.hpp"
#include "fetch/source/jats.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace casebook {

namespace {

constexpr std::size_t records_per_transaction = 500;

/// To add a kind: its functions, a row. XML of an unknown root is left to PubMed's reader, which says what it is.
constexpr std::array<ImportKind, 5> kinds = {{
    {[](std::string_view head) { return is_jats_root(first_element(head)); }, make_jats_import, false},
    {[](std::string_view head) { return head.starts_with('<'); }, make_pubmed_import, false},
    {[](std::string_view head) { return begins_with_tag(head, "TY"); }, make_ris_import},
    {[](std::string_view head) { return begins_with_tag(head, "PMID"); }, make_nbib_import},
    {begins_with_headings, make_csv_import},
}};

const ImportKind* kind_of(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    head = trim(head);
    const auto* found = std::ranges::find_if(kinds, [&](const ImportKind& kind) { return kind.is(head); });
    return found == kinds.end() ? nullptr : found;
}

/// What a file holds that is of no kind that is read, by how it begins.
struct OtherKind
{
    std::string_view begin;
    std::string_view what;
};
constexpr std::array<OtherKind, 7> other_kinds = {{
    {"\xFF\xFE", "UTF-16 (save it as UTF-8)"},
    {"\xFE\xFF", "UTF-16 (save it as UTF-8)"},
    {"FN ", "Web of Science's own format (export it there as RIS)"},
    {"%0 ", "EndNote's own format (export it there as RIS)"},
    {"@", "BibTeX"},
    {"{", "JSON"},
    {"%PDF", "a PDF"},
}};

std::string_view description(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        head.remove_prefix(3);
    if (trim(head).empty())
        return "nothing";
    const auto* found =
        std::ranges::find_if(other_kinds, [&](const OtherKind& kind) { return trim(head).starts_with(kind.begin); });
    return found == other_kinds.end() ? "something else" : found->what;
}

/// A file that cannot be read to its end is read as far as it goes; `torn` then says why.
std::size_t read_until_torn(InputStream& in, std::string& buffer, std::string& torn)
{
    try {
        return in.read(buffer.data(), buffer.size());
    } catch (const Error& e) {
        torn = e.what();
        return 0;
    }
}

} // namespace

std::string_view first_element(std::string_view head)
{
    for (std::size_t at = head.find('<'); at != std::string_view::npos; at = head.find('<', at + 1)) {
        if (head.substr(at, 4) == "<!--")
            at = std::min(head.find("-->", at), head.size() - 1);
        if (at + 1 < head.size() && (is_letter(head[at + 1]) || head[at + 1] == '_')) {
            const std::string_view rest = head.substr(at + 1);
            return rest.substr(0, rest.find_first_of(" \t\r\n/>"));
        }
    }
    return "";
}

void count_put(Put put, ImportReport& report)
{
    switch (put) {
    case Put::added: ++report.added; break;
    case Put::revised: ++report.revised; break;
    case Put::unchanged: ++report.unchanged; break;
    case Put::older: ++report.older; break;
    }
}

ImportReport import_file(const ImportContext& context, const std::filesystem::path& file)
{
    InputStream in(file);
    std::string buffer(read_chunk, '\0');
    std::size_t got = in.read(buffer.data(), read_chunk);
    const std::string_view head = std::string_view(buffer).substr(0, got);
    const ImportKind* kind = kind_of(head);
    if (kind != nullptr && context.decisions_only && !kind->has_decisions)
        throw Error(format("{}: files of this kind hold no decisions. Give RIS, NBIB or CSV.", file.string()));
    if (kind == nullptr)
        throw Error(format("{}: holds {}; what is read is PubMed XML, JATS, MEDLINE/NBIB, RIS and CSV with a column "
                           "title, plain or gzip. Export the records in one of these.",
                           file.string(), description(head)));
    const auto import = kind->make(context, repaired_utf8(file.string())); // the name goes into JSON
    std::string torn;
    std::size_t before = 0;
    auto transaction = std::make_unique<Store::Transaction>(context.store);
    for (; got > 0; got = read_until_torn(in, buffer, torn)) {
        import->feed(std::string_view(buffer).substr(0, got));
        if (import->taken() - before < records_per_transaction)
            continue;
        transaction->commit();
        before = import->taken();
        transaction.reset(); // the old one ends before the next begins
        transaction = std::make_unique<Store::Transaction>(context.store);
    }
    ImportReport report = import->finish();
    transaction->commit();
    if (!torn.empty())
        report.trouble = torn;
    return report;
}

ImportReport import_pubmed_xml(const ImportContext& context, std::string_view xml, const std::string& name)
{
    const auto import = make_pubmed_import(context, name);
    import->feed(xml);
    return import->finish();
}

} // namespace casebook
