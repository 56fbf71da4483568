// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/digest.hpp"
#include "index/literature/document.hpp"
#include "index/literature/index.hpp"
#include "index/literature/schema.hpp"

#include <unordered_set>

namespace casebook {

namespace {

const std::string hash_key = "hash:"; ///< metadata: article id → digest of its documents

/// Everything that the index would answer from a document, as one string.
std::string fingerprint(const std::vector<Xapian::Document>& documents)
{
    std::string bytes;
    for (const Xapian::Document& document : documents)
        bytes += document.serialise();
    return sha256(bytes);
}

} // namespace

struct LiteratureWriter::Impl
{
    std::string where;
    Xapian::WritableDatabase db;
    Xapian::TermGenerator generator;
    std::unordered_set<std::string> seen;

    explicit Impl(const std::filesystem::path& folder) : where(folder.string()), db(where, Xapian::DB_CREATE_OR_OPEN)
    {
        if (db.get_metadata("schema") != schema_key()) {
            db.close();
            db = Xapian::WritableDatabase(where, Xapian::DB_CREATE_OR_OVERWRITE);
            db.set_metadata("schema", schema_key());
        }
        generator.set_stemmer(Xapian::Stem("en"));
        generator.set_stemming_strategy(Xapian::TermGenerator::STEM_SOME);
        generator.set_database(db);
        generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
        generator.set_max_word_length(64);
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
        const std::string& id = entry.article.id;
        impl_->seen.insert(id);
        // Documents are made twice only for what changed: the first time without adding words to the spelling list.
        impl_->generator.set_flags(Xapian::TermGenerator::flags(0));
        const std::string digest = fingerprint(make_documents(entry, impl_->generator));
        if (impl_->db.get_metadata(hash_key + id) == digest)
            return false;
        impl_->generator.set_flags(Xapian::TermGenerator::FLAG_SPELLING);
        impl_->db.delete_document(article_term(id));
        for (const Xapian::Document& document : make_documents(entry, impl_->generator))
            impl_->db.add_document(document);
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
            impl_->db.delete_document(article_term(id));
            impl_->db.set_metadata(hash_key + id, "");
        }
        return gone.size();
    });
}

void LiteratureWriter::commit(std::int64_t store_revision)
{
    within_xapian(impl_->where, [&] {
        impl_->db.set_metadata("store_revision", std::to_string(store_revision));
        impl_->db.commit();
    });
}

} // namespace casebook
