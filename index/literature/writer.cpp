// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"
#include "corpus/text.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace casebook {

namespace {

const std::string hash_key = "hash:"; ///< metadata: article_key → digest of its documents

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
    Xapian::TermGenerator generator;
    std::unordered_set<std::string> seen;

    explicit Impl(const std::filesystem::path& folder) : where(folder.string()), db(open_or_begin_anew(where))
    {
        if (db.get_metadata("schema") != schema_key()) {
            db.close();
            db = Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OVERWRITE);
            db.set_metadata("schema", schema_key());
        }
        generator.set_stemmer(Xapian::Stem("en"));
        generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
        generator.set_max_word_length(64);
    }

    /// The list of spellings counts each word once a document, so that taking a document out is exact: an index brought
    /// up to date suggests what one made anew would.
    void add(const Xapian::Document& document)
    {
        for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term)
            if (is_word_term(*term))
                db.add_spelling(*term);
        db.add_document(document);
    }

    void remove(const std::string& article)
    {
        const std::string key = article_term(article);
        std::vector<std::string> words;
        for (auto document = db.postlist_begin(key); document != db.postlist_end(key); ++document)
            for (auto term = db.termlist_begin(*document); term != db.termlist_end(*document); ++term)
                if (is_word_term(*term))
                    words.push_back(*term);
        for (const std::string& word : words)
            db.remove_spelling(word);
        db.delete_document(key);
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
        const std::vector<Xapian::Document> documents = make_documents(entry, impl_->generator);
        const std::string digest = fingerprint(documents);
        if (impl_->db.get_metadata(hash_key + id) == digest)
            return false;
        impl_->remove(id);
        for (const Xapian::Document& document : documents)
            impl_->add(document);
        impl_->db.set_metadata(hash_key + id, digest);
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
        impl_->db.commit();
    });
}

} // namespace casebook
