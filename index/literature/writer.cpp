// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"
#include "corpus/text.hpp"
#include "index/literature/columns.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"
#include "index/literature/shards.hpp"
#include "index/literature/words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>

namespace casebook {

namespace {

/// Documents put in or taken out between two commits: what waits for one is kept in trees that slow down as they grow.
/// It must be far below the number at which Xapian commits by itself (10,000), when spellings would still wait here.
constexpr std::size_t changes_a_commit = 2000;

/// What cannot be opened is made anew: all of it can be.
Xapian::WritableDatabase open_or_begin_anew(const std::string& where)
{
    try {
        return Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OPEN);
    } catch (const Xapian::DatabaseLockError&) {
        throw;
    } catch (const Xapian::DatabaseError&) {
        return Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OVERWRITE);
    }
}

} // namespace

struct LiteratureWriter::Impl
{
    std::string where;
    Xapian::WritableDatabase db;
    WordIndexer words;
    std::unordered_set<std::string> seen;
    WordCounts spellings;                ///< what the list of spellings is yet to gain or lose
    std::size_t waiting = 0;             ///< documents put in or taken out since the last commit
    bool from_nothing = false;           ///< there is no document yet: articles go into a batch
    Batch batch;                         ///< to be put in with others
    std::unique_ptr<ShardedBuild> build; ///< begun with the first full batch

    /// Of a folder that is a link the one that it leads to: what takes the index's place must not take the link's.
    explicit Impl(const std::filesystem::path& folder)
        : where(std::filesystem::weakly_canonical(folder).string()), db(open_or_begin_anew(where))
    {
        if (db.get_metadata("schema") != schema_key()) {
            db.close();
            db = Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OVERWRITE);
            db.set_metadata("schema", schema_key());
        }
        std::filesystem::remove_all(building()); // of one that was killed
        from_nothing = db.get_doccount() == 0;
    }

    std::filesystem::path building() const { return where + ".building"; }

    /// Puts an article into an index that holds none of it. Few are put in one by one.
    void batch_up(DraftedArticle article)
    {
        batch.push_back(std::move(article));
        if (batch.size() < articles_a_shard)
            return;
        if (!build)
            build = std::make_unique<ShardedBuild>(building());
        build->add(std::exchange(batch, {}));
    }

    /// Puts in what waits in batches; from now on each article is put in as it comes.
    void settle()
    {
        from_nothing = false;
        if (build) {
            if (!batch.empty())
                build->add(std::exchange(batch, {}));
            take_over(build->finish());
            build.reset();
            count_words(db, spellings);
        }
        for (DraftedArticle& article : std::exchange(batch, {}))
            replace(std::move(article));
    }

    /// The whole takes the place of the index, whose lock is held until it is out of the way: another command that
    /// comes between makes an index of its own, and this one fails.
    void take_over(const std::filesystem::path& whole)
    {
        const std::filesystem::path old = building() / "old";
        db.commit(); // closing it must write nothing: it would write into the whole, by name
        std::filesystem::rename(where, old);
        std::filesystem::rename(whole, where);
        db.close();
        db = Xapian::WritableDatabase(where, Xapian::DB_OPEN);
        db.set_metadata("schema", schema_key());
    }

    /// False when the article's documents are the same already.
    bool replace(DraftedArticle article)
    {
        const std::string digest = fingerprint(article.drafts);
        if (db.get_metadata(hash_key + article.key) == digest)
            return false;
        remove(article.key);
        for (Draft& draft : article.drafts)
            add(words.finish(std::move(draft)));
        db.set_metadata(hash_key + article.key, digest);
        commit_many();
        return true;
    }

    void add(const Xapian::Document& document)
    {
        count_words(document.termlist_begin(), document.termlist_end(), 1, spellings);
        db.add_document(document);
        ++waiting;
    }

    void remove(const std::string& article)
    {
        const std::string key = article_term(article);
        for (auto document = db.postlist_begin(key); document != db.postlist_end(key); ++document) {
            count_words(db.termlist_begin(*document), db.termlist_end(*document), -1, spellings);
            ++waiting;
        }
        db.delete_document(key);
    }

    void commit()
    {
        for (const auto& [word, by] : spellings)
            if (by > 0)
                db.add_spelling(word, static_cast<Xapian::termcount>(by));
            else if (by < 0)
                db.remove_spelling(word, static_cast<Xapian::termcount>(-by));
        spellings.clear();
        db.commit();
        waiting = 0;
    }

    /// Call after an article was put in or taken out. Of a part alone the index shows no state of the store.
    void commit_many()
    {
        if (waiting < changes_a_commit)
            return;
        db.set_metadata(revision_key, "");
        commit();
    }
};

LiteratureWriter::LiteratureWriter(const std::filesystem::path& folder)
    : impl_(within_xapian(folder.string(), [&] { return std::make_unique<Impl>(folder); }))
{
}

LiteratureWriter::~LiteratureWriter() = default;

bool LiteratureWriter::put(const IndexEntry& entry)
{
    return within_xapian(impl_->where, [&] {
        const std::string key = article_key(entry.article.id);
        if (!impl_->seen.insert(key).second && impl_->from_nothing)
            impl_->settle();
        DraftedArticle article{key, make_drafts(entry)};
        if (!impl_->from_nothing)
            return impl_->replace(std::move(article));
        impl_->batch_up(std::move(article));
        return true;
    });
}

std::size_t LiteratureWriter::drop_unseen()
{
    return within_xapian(impl_->where, [&] {
        impl_->settle();
        std::vector<std::string> gone;
        for (auto key = impl_->db.metadata_keys_begin(hash_key); key != impl_->db.metadata_keys_end(hash_key); ++key)
            if (const std::string id = (*key).substr(hash_key.size()); !impl_->seen.contains(id))
                gone.push_back(id);
        for (const std::string& id : gone) {
            impl_->remove(id);
            impl_->db.set_metadata(hash_key + id, "");
            impl_->commit_many();
        }
        return gone.size();
    });
}

void LiteratureWriter::commit(std::int64_t store_revision, const std::string& basis,
                              const std::optional<PairReports>& pair)
{
    within_xapian(impl_->where, [&] {
        impl_->settle();
        impl_->db.set_metadata(revision_key, std::to_string(store_revision));
        impl_->db.set_metadata("basis", basis);
        impl_->db.set_metadata(pair_key, pair ? to_json(*pair).dump() : "");
        impl_->commit();
        write_columns(impl_->where);
    });
}

} // namespace casebook
