// SPDX-License-Identifier: GPL-3.0-or-later
// `casebook.db`: everything that cannot be made again. SQLite in WAL mode, one writer at a time, readers beside it.
// What a transaction committed survives `kill -9`; what people decided is only ever added to.
#pragma once

#include "corpus/appraisal.hpp"
#include "corpus/article.hpp"
#include "corpus/case.hpp"
#include "corpus/decision.hpp"
#include "corpus/pairing.hpp"
#include "corpus/saved_search.hpp"
#include "corpus/view.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

enum class Put { added, revised, unchanged, older };

/// Where a record came from: a file or a search run, and the byte at which it began.
struct Origin
{
    std::string name;
    std::size_t position = 0;
    std::string channel = "database"; ///< PRISMA: "database", "citation", "website", "organisation" or "other"
    std::size_t line = 0;             ///< from 1, where the file is read by lines
};

/// A record that could not be read, kept as it came.
struct Quarantined
{
    std::int64_t id = 0;
    Origin origin;
    std::string what;
    std::string at;
    std::string bytes;
};

/// The protocol as it stood from a moment on.
struct ProtocolVersion
{
    std::string at;   ///< UTC, when work under it began; given by the store when empty
    std::string text; ///< of the file
    bool operator==(const ProtocolVersion&) const = default;
};

/// One run of a search, an import or an update. `details` is JSON; its form belongs to the command that wrote it.
struct Run
{
    std::int64_t id = 0;
    std::string kind;     ///< "search", "import", "update"
    std::string started;  ///< UTC
    std::string finished; ///< "" while it goes on or after it was killed
    std::string status;   ///< "running", "done", "failed"; of a search also "incomplete": done, but ids are missing
    std::string details;
};

/// What became of an id that a search run listed; `left_out`: beyond the run's limit, not asked for.
enum class Wanted { asked, got, missing, left_out };

struct ArticleInfo
{
    std::string id;
    std::string origin;
    std::string channel;
    std::int64_t added_run = 0;
    std::int64_t changed_run = 0;
    std::string sha256; ///< of the raw record
    bool deleted = false;
    std::string full_text; ///< tells one full text, or one answer about it, from another; "" while nobody has looked
};

/// One of the forms in which a record was received, in the run that brought it first.
struct Form
{
    std::int64_t run = 0;
    std::string sha256;
    std::string raw;
};

/// Everything that the store itself knows of an article, for `dump` and `restore`.
struct KeptArticle
{
    ArticleInfo info; ///< its sha256 names the form that counts
    std::size_t position = 0;
    Article article;
    std::vector<Form> forms; ///< in the order in which they came
};

class Store
{
public:
    /// Opens or creates the file and brings its schema up to date. Throws Error for one of a newer program.
    static Store open(const std::filesystem::path& file);
    /// Opens what is there, for reading alone where it cannot be written; throws Error when there is none.
    static Store open_read_only(const std::filesystem::path& file);
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// How long to wait for another program's write before Busy is thrown; half a minute unless it is said.
    void set_patience(std::chrono::milliseconds patience);

    /// Everything until `commit` happens or does not happen at all; without `commit` it does not. One that only reads
    /// sees the store as it was at its first look, and nobody waits for it.
    class Transaction
    {
    public:
        enum class Purpose { write, read };
        explicit Transaction(Store& store, Purpose purpose = Purpose::write);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        void commit();

    private:
        struct Impl;
        std::unique_ptr<Impl> impl_;
    };

    // Articles. `put` keeps the newest by version and revision date, of two of one age the one that came later; the raw
    // bytes of every form seen are kept. What came before brings nothing new, what was deleted returns in a newer form.
    Put put(const Article& article, std::string_view raw, const Origin& origin, std::int64_t run);
    std::optional<Article> article(std::string_view id) const;
    std::optional<ArticleInfo> article_info(std::string_view id) const;
    std::string raw(std::string_view id) const;   ///< as it came; "" when there is none
    std::vector<std::string> article_ids() const; ///< in the order in which they came in, deleted ones left out
    void each_article(const std::function<void(const ArticleInfo&, const Article&)>& visit) const;
    bool mark_deleted(std::string_view id, std::int64_t run);

    // Full text: every look for it is kept. The newest text that came counts, whatever was said later; else the newest
    // look. False when the very same came before: then nothing is added but the time of that look moves on. What people
    // said is never touched; said again after another word, it is added again.
    bool put_full_text(std::string_view id, const FullText& found, std::string_view raw, std::int64_t run);
    std::vector<FullText> full_texts(std::string_view id) const; ///< all looks, oldest first
    std::string full_text_raw(std::string_view id) const;        ///< of the one that counts; "" when there is none

    void quarantine(std::string_view bytes, const Origin& origin, std::string_view what);
    std::vector<Quarantined> quarantined() const;

    // Runs and the ids they ask for.
    std::int64_t start_run(std::string_view kind, std::string_view details);
    void update_run(std::int64_t run, std::string_view status, std::string_view details);
    std::vector<Run> runs() const;                                      ///< oldest first
    void want(std::int64_t run, const std::vector<std::string>& pmids); ///< behind those it wants already
    void set_wanted(std::int64_t run, const std::string& pmid, Wanted state);
    std::vector<std::string> wanted(std::int64_t run, Wanted state) const; ///< in their order

    /// In whose eyes `history`, `current_decision` and `current_corrections` look; what is agreed on until it is set.
    void set_view(View view);
    const View& view() const;

    // Decisions, corrections and claims told by people, oldest first; only ever added.
    void add(Decision decision);
    std::vector<Decision> decisions(std::string_view article) const;
    /// `history` as it stood when the run began; of a run that came from a dump, before its second.
    std::vector<Decision> history_before(std::string_view article, std::int64_t run) const;
    /// What the view sees of them, with what people said of records that are merged into this one.
    std::vector<Decision> history(std::string_view article) const;
    /// The same, whatever the view sees.
    std::vector<Decision> whole_history(std::string_view article) const;
    /// The one that counts in the view.
    std::optional<Decision> current_decision(std::string_view article) const;
    /// The newest by the rules, whatever people said and whatever the clock: the one that came last.
    std::optional<Decision> rules_decision(std::string_view article) const;
    /// All that this person ever said, of whatever article, in the order in which it came in.
    std::vector<Decision> decisions_by(std::string_view who) const;
    /// Everybody who decided, corrected or answered anything, by name.
    std::vector<std::string> people() const;
    void add(Correction correction);
    std::vector<Correction> corrections(std::string_view article) const;
    /// Those that the view sees and nobody took back, in the order in which they apply.
    std::vector<Correction> current_corrections(std::string_view article) const;
    /// False when the same claim from the same source is there already.
    bool add(ToldClaim claim);
    std::vector<ToldClaim> told_claims() const;

    // People's answers to the items of appraisals, oldest first; only ever added.
    void add(ItemAnswer said);
    std::vector<ItemAnswer> item_answers(std::string_view article) const;
    /// Those that the view sees and nobody took back; of an item the last one counts.
    std::vector<ItemAnswer> current_answers(std::string_view article) const;

    // What people said of pairs of records, oldest first; only ever added.
    void add(Pairing pairing);
    std::vector<Pairing> pairings() const;

    // The protocol as it was when work was done under it, oldest first; only ever added.
    void keep_protocol(ProtocolVersion version);
    std::vector<ProtocolVersion> protocol_versions() const;

    // Searches that people keep, by name. One is changed by nobody: it is forgotten and saved anew.
    void save(SavedSearch search); ///< throws Error when another one has its name
    std::optional<SavedSearch> saved_search(std::string_view name) const;
    std::vector<SavedSearch> saved_searches() const; ///< by name
    bool forget_search(std::string_view name);
    void ran_search(std::string_view name, std::string_view at, std::string_view seen);

    // What the machine made of an article. `key` names rules, protocol and record: a stage whose key stands need not
    // run.
    void put_extraction(std::string_view article, std::string_view key, const Extraction& extraction);
    std::optional<Extraction> extraction(std::string_view article) const;
    std::string stage_key(std::string_view article, std::string_view stage) const;
    /// Each article that is not deleted, in the order in which they came in, with that key.
    void each_stage_key(std::string_view stage,
                        const std::function<void(const ArticleInfo&, const std::string& key)>& visit) const;
    void set_stage_key(std::string_view article, std::string_view stage, std::string_view key);
    /// The same with what came of it, for stages whose result only orders or speeds up: it moves no revision.
    void put_stage(std::string_view article, std::string_view stage, std::string_view key, std::string_view result);
    std::string stage_result(std::string_view article, std::string_view stage) const; ///< "" when there is none

    std::string note(std::string_view key) const; ///< "" when not set
    void set_note(std::string_view key, std::string_view value);

    /// Articles of which a form came in, or which were deleted, in this run or a later one, in order of arrival.
    std::vector<std::string> touched_since(std::int64_t run) const;

    // For `dump` and `restore`.
    std::vector<std::string> all_article_ids() const; ///< deleted ones too, in the order in which they came in
    KeptArticle kept(std::string_view id) const;      ///< throws Error when there is no such article
    /// Takes an article over as it is. Where it is held already, the newer form counts and all forms are kept.
    Put restore(const KeptArticle& kept);
    /// Adds a run under its own number, or the next when that is taken; returns the number.
    std::int64_t restore(const Run& run);
    /// Every look for the full text of an article with the bytes that came.
    struct KeptFullText
    {
        FullText found;
        std::int64_t run = 0;
        std::string raw;
    };
    std::vector<KeptFullText> kept_full_texts(std::string_view id) const;
    void restore(const Quarantined& item); ///< nothing happens when it is there already
    // People's words with their own times and turns.
    void restore(const Decision& decision);
    void restore(const Correction& correction);
    void restore(const ItemAnswer& said);

    /// Grows with every change of an article, a decision, a correction or a case; the index is stale when it lags.
    std::int64_t revision() const;

    /// SQLite's own check, the references between tables, and that every raw record is what its checksum says; empty
    /// when all is well.
    std::vector<std::string> check() const;

private:
    struct Impl;
    explicit Store(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// "2026-11-22T05:10:00Z". `CASEBOOK_NOW` in the environment stands in for the clock in tests.
std::string utc_now();

} // namespace casebook
