// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/local_search.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_set>
#include <utility>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view run_kind = "local search";

std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(folder))
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.is_regular_file() && (name.ends_with(".xml") || name.ends_with(".xml.gz")))
                files.push_back(entry.path());
        }
    if (files.empty())
        throw Error(
            format("{}: holds no .xml or .xml.gz file. Name a folder with files of PubMed's baseline or updates.",
                   folder.string()));
    std::ranges::sort(files, {}, [](const auto& file) { return std::pair(file.filename(), file); });
    return files;
}

/// The digest that NLM gives beside the file ("MD5(pubmed25n0001.xml.gz)= 0123…"), "" without one.
std::string given_md5(const std::filesystem::path& file)
{
    std::filesystem::path beside = file;
    beside += ".md5";
    if (!std::filesystem::exists(beside))
        return "";
    const std::string text(trim(read_file(beside)));
    return lower_ascii(text.substr(std::min(text.size(), text.find_last_of(" =") + 1)));
}

std::string term_of(const LocalOrder& order)
{
    if (order.since.empty())
        return order.search;
    return format("({0}) AND ({1}:3000[edat] OR {1}:3000[mdat])", order.search, order.since);
}

/// Digests of the files that an earlier run of the same search has read.
std::set<std::string> files_done(const Store& store, const std::string& term)
{
    std::set<std::string> out;
    for (const Run& run : store.runs()) {
        if (run.kind != run_kind)
            continue;
        const Json details = Json::parse(run.details, nullptr, false);
        if (!details.is_object() || details.value("term", "") != term)
            continue;
        for (const Json& file : details.value("files", Json::array()))
            if (file.value("trouble", "") == "")
                out.insert(file.value("sha256", ""));
    }
    return out;
}

class LocalSearch
{
public:
    LocalSearch(Store& store, const ParsedQuery& parsed, LocalReport& report)
        : store_(store), query_(parsed.query), report_(report)
    {
        for (std::string& id : store.article_ids())
            held_.insert(std::move(id));
    }

    void read(const std::filesystem::path& path, LocalFile& file)
    {
        file_ = &file;
        PubmedSplitter splitter(
            [this](PubmedPiece piece, std::string_view xml, std::size_t position) { take(piece, xml, position); });
        try {
            InputStream in(path);
            std::string buffer(read_chunk, '\0');
            while (const std::size_t got = in.read(buffer.data(), read_chunk))
                splitter.feed(std::string_view(buffer).substr(0, got));
        } catch (const Error& e) {
            file.trouble = e.what(); // torn: what came before the tear is kept, the file is read again next time
        }
        splitter.finish();
        Store::Transaction transaction(store_);
        write_pending();
        store_.want(report_.run, pmids_);
        for (const std::string& pmid : std::exchange(pmids_, {}))
            store_.set_wanted(report_.run, pmid, Wanted::got);
        if (splitter.cut_short() && file.trouble.empty())
            file.trouble = format("{}: ends in the middle. Download it again.", file.name);
        store_.update_run(report_.run, "running", to_json(report_).dump());
        transaction.commit();
    }

private:
    void take(PubmedPiece piece, std::string_view xml, std::size_t position)
    {
        const Origin origin{file_->name, position, "database"};
        if (piece == PubmedPiece::deletion)
            return remove(xml);
        const Parsed<Article> article = piece == PubmedPiece::torn
                                            ? parse_error("the record ends before its closing tag")
                                            : parse_pubmed_record(xml);
        if (!article) {
            ++file_->broken;
            return later([this, origin, bytes = std::string(xml), what = article.error().what] {
                store_.quarantine(bytes, origin, what);
            });
        }
        ++file_->records;
        const bool found = matches(query_, document_of(*article));
        file_->matches += found ? 1U : 0U;
        if (!found && !held_.contains(article->id))
            return; // what is held stays current, whether it still matches or not
        held_.insert(article->id);
        later(
            [this, origin, bytes = std::string(xml), found_article = *article] { put(found_article, bytes, origin); });
    }

    /// What is to be written waits for the end of the file, so that nobody waits for its reading; of a file in which
    /// very much is found a part is written on the way.
    void later(std::function<void()> write)
    {
        constexpr std::size_t most = 5000; // records, about 50 MB
        pending_.push_back(std::move(write));
        if (pending_.size() < most)
            return;
        Store::Transaction transaction(store_);
        write_pending();
        transaction.commit();
    }

    void write_pending()
    {
        for (const std::function<void()>& write : std::exchange(pending_, {}))
            write();
    }

    void put(const Article& article, std::string_view xml, const Origin& origin)
    {
        switch (store_.put(article, xml, origin, report_.run)) {
        case Put::added: ++report_.added; break;
        case Put::revised: ++report_.revised; break;
        default: ++report_.unchanged; break;
        }
        pmids_.push_back(article.pmid);
    }

    void remove(std::string_view xml)
    {
        const auto pmids = parse_delete_citation(xml);
        later([this, gone = pmids.value_or(std::vector<std::string>())] {
            for (const std::string& pmid : gone)
                report_.deleted += store_.mark_deleted("pubmed:" + pmid, report_.run) ? 1U : 0U;
        });
    }

    Store& store_;
    const PubmedQuery& query_;
    LocalReport& report_;
    LocalFile* file_ = nullptr;
    std::unordered_set<std::string> held_;
    std::vector<std::string> pmids_;             ///< of this file, received
    std::vector<std::function<void()>> pending_; ///< what this file brings, not yet written
};

/// Why the bytes of a file are not to be read; "" when they are.
std::string distrust(const std::filesystem::path& path)
{
    const std::string given = given_md5(path);
    if (given.empty() || given == md5_of_file(path))
        return "";
    return format("{}: is not what its .md5 says. Download it again.", path.filename().string());
}

} // namespace

bool LocalReport::complete() const
{
    return std::ranges::all_of(files, [](const LocalFile& file) { return file.trouble.empty() && file.broken == 0; });
}

LocalReport search_files(Store& store, const LocalOrder& order, const TermMapping& mapping,
                         const std::function<void(std::size_t done, std::size_t total)>& progress)
{
    LocalReport report;
    report.term = term_of(order);
    const Parsed<ParsedQuery> parsed = parse_pubmed_query(report.term, mapping);
    if (!parsed)
        throw Error(format("search.pubmed: cannot be understood at character {}: {}. Mend it in protocol.json.",
                           parsed.error().position + 1, parsed.error().what));
    report.translation = translation(parsed->query);
    report.unknown_fields = parsed->unknown_fields;
    const std::vector<std::filesystem::path> files = files_of(order.folder);
    const std::set<std::string> done = files_done(store, report.term);
    report.run = store.start_run(run_kind, to_json(report).dump());
    LocalSearch search(store, *parsed, report);
    for (std::size_t i = 0; i < files.size(); ++i) {
        LocalFile& file = report.files.emplace_back();
        file.name = repaired_utf8(files[i].filename().string());
        file.digest = sha256_of_file(files[i]);
        file.done_before = done.contains(file.digest);
        file.trouble = file.done_before ? "" : distrust(files[i]);
        if (!file.done_before && file.trouble.empty())
            search.read(files[i], file);
        progress(i + 1, files.size());
    }
    store.update_run(report.run, report.complete() ? "done" : "incomplete", to_json(report).dump());
    return report;
}

Json to_json(const LocalReport& report)
{
    Json files = Json::array();
    for (const LocalFile& file : report.files)
        files.push_back({{"name", file.name},
                         {"sha256", file.digest},
                         {"records", file.records},
                         {"matches", file.matches},
                         {"broken", file.broken},
                         {"done_before", file.done_before},
                         {"trouble", file.trouble}});
    return {{"version", 1},
            {"run", report.run},
            {"database", "PubMed files"},
            {"term", report.term},
            {"translation", report.translation},
            {"unknown_fields", report.unknown_fields},
            {"not_reproduced", "automatic term mapping: the program's vocabularies stand for PubMed's"},
            {"complete", report.complete()},
            {"records",
             {{"added", report.added},
              {"revised", report.revised},
              {"unchanged", report.unchanged},
              {"deleted", report.deleted}}},
            {"files", std::move(files)}};
}

} // namespace casebook
