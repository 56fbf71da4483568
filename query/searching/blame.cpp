// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/searching/blame.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/ordered.hpp"
#include "corpus/share.hpp"
#include "fetch/extract/pair_roles.hpp"
#include "fetch/extract/rules.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

constexpr std::string_view stage = "blame";
constexpr std::size_t articles_per_transaction = 200;

/// What the reading depends on besides the record.
std::string base_key()
{
    std::string all(rules_digest());
    for (const auto& file :
         {share_folder() / "lexicon" / "drugs.tsv", share_folder() / "lexicon" / "conditions.tsv", shipped_roles()})
        all += std::filesystem::exists(file) ? sha256(read_file(file)) : "none";
    return sha256(all).substr(0, 32);
}

std::vector<std::string> blamed_in(const Reader& reader, const Model* model, const Article& article)
{
    AnnotatedText text;
    text.text = display_title(article);
    text.title = text.text.size();
    text.text += "\n" + abstract_text(article);
    std::vector<std::string> out;
    for (const AnnotatedPair& pair : read_pair_roles(reader, model, text))
        if (pair.role == "suspect")
            for (const std::string& name :
                 {pair.drug.role, text.text.substr(pair.drug.begin, pair.drug.end - pair.drug.begin)})
                out.push_back(name);
    sort_unique(out);
    return out;
}

struct Stale
{
    std::string id;
    std::string key;
};

std::vector<Stale> stale_articles(const Store& store)
{
    const std::string base = base_key();
    std::vector<Stale> out;
    for (const std::string& id : store.article_ids())
        if (std::string key = base + store.article_info(id)->sha256.substr(0, 32); store.stage_key(id, stage) != key)
            out.push_back({id, std::move(key)});
    return out;
}

} // namespace

void read_blame(Casebook& casebook, const Console& console)
{
    const std::vector<Stale> stale = stale_articles(casebook.store);
    if (stale.empty())
        return;
    const Reader reader;
    const std::optional<Model> model =
        std::filesystem::exists(shipped_roles()) ? std::optional(Model::open(shipped_roles())) : std::nullopt;
    Progress progress(console, "roles", stale.size());
    for (std::size_t i = 0; i < stale.size();) {
        std::vector<std::string> read; // others may write meanwhile; an article revised then is stale again
        for (; i + read.size() < stale.size() && read.size() < articles_per_transaction; progress.step(i + read.size()))
            read.push_back(nlohmann::json(blamed_in(reader, model ? &*model : nullptr,
                                                    *casebook.store.article(stale[i + read.size()].id)))
                               .dump());
        Store::Transaction transaction(casebook.store);
        for (const std::string& names : read) {
            casebook.store.put_stage(stale[i].id, stage, stale[i].key, names);
            ++i;
        }
        transaction.commit();
    }
}

std::vector<std::string> blamed_drugs(const Store& store, const std::string& article)
{
    const std::string kept = store.stage_result(article, stage);
    return kept.empty() ? std::vector<std::string>() : nlohmann::json::parse(kept).get<std::vector<std::string>>();
}

} // namespace casebook
