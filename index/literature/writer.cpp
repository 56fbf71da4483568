// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"
#include "corpus/text.hpp"
#include "index/literature/columns.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"
#include "index/literature/words.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

namespace casebook {

namespace {

const std::string hash_key = "hash:"; ///< metadata: article_key → digest of its documents

/// Articles between two commits: what waits for one is kept in trees that slow down as they grow. It must be far below
/// the number at which Xapian commits by itself (10,000), when spellings would still wait here.
constexpr std::size_t articles_a_commit = 1000;

/// Everything that the index would answer from a document, as one string.
std::string fingerprint(const std::vector<Xapian::Document>& documents)
{
    std::string bytes;
    for (const Xapian::Document& document : documents)
        bytes += document.serialise();
    return sha256(bytes);
}

/// Terms of the text itself bear no prefix, and prefixes are capitals.
bool is_word_term(const std::string& term)
{
    return std::ranges::all_of(term, [](char c) { return is_word(c) && !is_upper(c) && !is_digit(c); });
}

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
    std::unordered_map<std::string, std::int64_t> spellings; ///< what the list of spellings is yet to gain or lose
    std::size_t waiting = 0;                                 ///< articles changed since the last commit

    explicit Impl(const std::filesystem::path& folder) : where(folder.string()), db(open_or_begin_anew(where))
    {
        if (db.get_metadata("schema") != schema_key()) {
            db.close();
            db = Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OVERWRITE);
            db.set_metadata("schema", schema_key());
        }
    }

    /// The list of spellings counts each word once a document, so that taking a document out is exact: an index brought
    /// up to date suggests what one made anew would.
    void count_words(Xapian::TermIterator term, const Xapian::TermIterator& end, std::int64_t by)
    {
        for (term.skip_to("a"); term != end; ++term) // capitals and digits, which no such word has, come before
            if (std::string word = *term; is_word_term(word))
                spellings[std::move(word)] += by;
    }

    void add(const Xapian::Document& document)
    {
        count_words(document.termlist_begin(), document.termlist_end(), 1);
        db.add_document(document);
    }

    void remove(const std::string& article)
    {
        const std::string key = article_term(article);
        for (auto document = db.postlist_begin(key); document != db.postlist_end(key); ++document)
            count_words(db.termlist_begin(*document), db.termlist_end(*document), -1);
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

    /// Call after an article was put in or taken out.
    void changed()
    {
        if (++waiting >= articles_a_commit)
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
        const std::string id = article_key(entry.article.id);
        impl_->seen.insert(id);
        std::vector<Xapian::Document> documents;
        for (Draft& draft : make_drafts(entry))
            documents.push_back(impl_->words.finish(std::move(draft)));
        const std::string digest = fingerprint(documents);
        if (impl_->db.get_metadata(hash_key + id) == digest)
            return false;
        impl_->remove(id);
        for (const Xapian::Document& document : documents)
            impl_->add(document);
        impl_->db.set_metadata(hash_key + id, digest);
        impl_->changed();
        return true;
    });
}

std::size_t LiteratureWriter::drop_unseen()
{
    return within_xapian(impl_->where, [&] {
        std::vector<std::string> gone;
        for (auto key = impl_->db.metadata_keys_begin(hash_key); key != impl_->db.metadata_keys_end(hash_key); ++key)
            if (const std::string id = (*key).substr(hash_key.size()); !impl_->seen.contains(id))
                gone.push_back(id);
        for (const std::string& id : gone) {
            impl_->remove(id);
            impl_->db.set_metadata(hash_key + id, "");
            impl_->changed();
        }
        return gone.size();
    });
}

void LiteratureWriter::commit(std::int64_t store_revision, const std::string& basis,
                              const std::optional<PairReports>& pair)
{
    within_xapian(impl_->where, [&] {
        impl_->db.set_metadata("store_revision", std::to_string(store_revision));
        impl_->db.set_metadata("basis", basis);
        impl_->db.set_metadata(pair_key, pair ? to_json(*pair).dump() : "");
        impl_->commit();
        write_columns(impl_->where);
    });
}

} // namespace casebook
