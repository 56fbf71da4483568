// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/archive.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"
#include "tests/bench/literature/literature.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <xapian.h>

namespace casebook::bench {

namespace {

double seconds_of(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::vector<Article> read_articles(const std::string& file)
{
    std::vector<Article> out;
    PubmedSplitter splitter([&](PubmedPiece, std::string_view xml, std::size_t) {
        if (Parsed<Article> article = parse_pubmed_record(xml))
            out.push_back(std::move(*article));
    });
    InputStream in(file);
    std::string buffer(read_chunk, '\0');
    while (const std::size_t size = in.read(buffer.data(), buffer.size()))
        splitter.feed(std::string_view(buffer).substr(0, size));
    splitter.finish();
    return out;
}

/// Verdicts and reasons as reviews have them: one in five is included.
Decision decision_of(std::size_t number)
{
    constexpr std::array<std::string_view, 5> reasons = {"animal_study", "no_event", "other_drug_is_suspect", "review",
                                                         "drug_is_treatment_of_event"};
    Decision out;
    out.by = std::string(by_rules);
    out.verdict = number % 5 == 0 ? Verdict::include : Verdict::exclude;
    if (out.verdict == Verdict::exclude)
        out.reason = reasons[number / 5 % reasons.size()];
    return out;
}

/// One article in seven has a case, one in fifty has two. No drug is suspect: who is to blame would have its part in
/// the order, and the bare match knows of none.
std::vector<Case> cases_of(std::size_t number)
{
    std::vector<Case> out(number % 50 == 0 ? 2 : number % 7 == 0 ? 1 : 0);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].number = static_cast<int>(i) + 1;
        out[i].drugs.emplace_back();
        out[i].drugs[0].name = "velnarane";
        out[i].drugs[0].role.value = Role::concomitant;
        out[i].patient.sex.value = (number + i) % 2 == 0 ? Sex::male : Sex::female;
    }
    return out;
}

/// Calls `put` with every record, under a number of its own in each copy.
template <class Put> void each_entry(std::vector<Article>& articles, std::size_t copies, Put put)
{
    std::size_t number = 0;
    for (std::size_t copy = 0; copy < copies; ++copy)
        for (Article& article : articles) {
            article.id = format("pubmed:{}", 10'000'000 + number);
            const std::vector<Case> cases = cases_of(number);
            put(IndexEntry{article, decision_of(number), cases});
            ++number;
        }
}

/// As Xapian's documentation has it: its generator, its list of spellings, its own times to commit.
void make_plain(std::vector<Article>& articles, std::size_t copies, const std::string& folder)
{
    Xapian::WritableDatabase db(folder, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("en"));
    generator.set_database(db);
    generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
    each_entry(articles, copies, [&](const IndexEntry& entry) {
        for (Draft& draft : make_drafts(entry)) {
            generator.set_document(draft.document);
            generator.set_termpos(0);
            for (const FieldText& field : draft.texts) {
                generator.index_text(field.text, field.weight, field.prefix);
                generator.increase_termpos(field_gap);
            }
            db.add_document(draft.document);
        }
    });
    db.set_metadata("schema", schema_key());
    db.commit();
}

void make_ours(std::vector<Article>& articles, std::size_t copies, const std::string& folder)
{
    LiteratureWriter writer(folder);
    each_entry(articles, copies, [&](const IndexEntry& entry) { writer.put(entry); });
    writer.commit(1);
}

} // namespace

double cpu_seconds() { return seconds_of(CLOCK_PROCESS_CPUTIME_ID); }
double wall_seconds() { return seconds_of(CLOCK_MONOTONIC); }

int make_index(const std::string& file, std::size_t copies, const std::string& folder, bool plain)
{
    std::vector<Article> articles = read_articles(file);
    const double cpu = cpu_seconds(), wall = wall_seconds();
    (plain ? make_plain : make_ours)(articles, copies, folder);
    std::printf(R"({"records":%zu,"cpu_s":%.3f,"wall_s":%.3f})"
                "\n",
                articles.size() * copies, cpu_seconds() - cpu, wall_seconds() - wall);
    return 0;
}

} // namespace casebook::bench
