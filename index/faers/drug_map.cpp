// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/drug_map.hpp"

#include "corpus/ordered.hpp"
#include "index/faers/names.hpp"
#include "index/faers/reviewed_names.hpp"
#include "index/faers/text_table.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>

namespace casebook {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

/// A product of a quarter by its folded name and PROD_AI, with the rows that have it.
struct Product
{
    std::uint32_t name;       ///< none: no name
    std::uint32_t ingredient; ///< none: no PROD_AI
    std::uint64_t rows;
};

struct FoldedProducts
{
    TextTable names;
    TextTable ingredients;
    std::vector<std::vector<Product>> quarters;
};

std::uint32_t id_or_none(TextTable& table, const std::string& text) { return text.empty() ? none : table.id(text); }

FoldedProducts fold_products(const std::vector<QuarterFile>& quarters)
{
    FoldedProducts out;
    for (const QuarterFile& quarter : quarters) {
        std::vector<Product>& products = out.quarters.emplace_back();
        for (std::size_t i = 0; i < quarter.product_name.size(); ++i)
            products.push_back({id_or_none(out.names, fold_drug(quarter.product_name[i])),
                                id_or_none(out.ingredients, fold_drug(quarter.product_ingredient[i])), 0});
        for (const std::uint32_t product : quarter.product)
            ++products[product].rows;
    }
    return out;
}

/// By name, the PROD_AI it stands for, or none.
std::vector<std::uint32_t> learn(const FoldedProducts& folded)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> votes;
    for (const std::vector<Product>& products : folded.quarters)
        for (const Product& product : products)
            if (product.name != none && product.ingredient != none && product.rows > 0)
                votes[{product.name, product.ingredient}] += product.rows;
    std::vector<std::uint32_t> best(folded.names.size(), none);
    std::vector<std::uint64_t> most(folded.names.size(), 0);
    for (const auto& [pair, rows] : votes) {
        const auto [name, ingredient] = pair;
        const bool first_of_equals =
            rows == most[name] && folded.ingredients[ingredient] < folded.ingredients[best[name]];
        if (rows > most[name] || first_of_equals) {
            best[name] = ingredient;
            most[name] = rows;
        }
    }
    return best;
}

using Ingredients = std::vector<std::uint32_t>;

/// Numbers for ingredients, and the ingredients of each distinct list of names, which stay where they are.
class Numbers
{
public:
    explicit Numbers(const TextTable& published) : published_(published), of_published_(published.size(), nullptr) {}

    /// Of a PROD_AI by its number: most rows have one, so it is looked up once.
    const Ingredients* of_published(std::uint32_t id)
    {
        if (of_published_[id] == nullptr)
            of_published_[id] = of(published_[id]);
        return of_published_[id];
    }
    const Ingredients* of(std::string_view text)
    {
        const auto [found, fresh] = known_.try_emplace(std::string(text));
        if (fresh)
            found->second = numbered(ingredients_of(text));
        return &found->second;
    }
    const Ingredients* of(const std::vector<std::string>& ingredients)
    {
        return &listed_.emplace_back(numbered(ingredients));
    }
    const TextTable& table() const { return table_; }

private:
    Ingredients numbered(const std::vector<std::string>& ingredients)
    {
        Ingredients out;
        for (const std::string& ingredient : ingredients)
            out.push_back(table_.id(ingredient));
        return out;
    }

    const TextTable& published_;
    std::vector<const Ingredients*> of_published_;
    TextTable table_;
    std::unordered_map<std::string, Ingredients> known_;
    std::deque<Ingredients> listed_;
};

/// What one name stands for when its row has no PROD_AI.
struct Meaning
{
    const Ingredients* ingredients;
    NameSource source;
};

Meaning meaning_of(const std::string& name, std::uint32_t learned, const NameRules& rules, Numbers& numbers)
{
    if (const auto rule = rules.find(name); rule != rules.end())
        return {rule->second.empty() ? numbers.of(name) : numbers.of(rule->second), NameSource::protocol};
    if (learned != none)
        return {numbers.of_published(learned), NameSource::learned};
    if (const auto found = reviewed_names().find(name); !found.empty())
        return {numbers.of(found), NameSource::reviewed};
    return {numbers.of(name), NameSource::itself};
}

} // namespace

NameRules folded_rules(const NameRules& rules)
{
    NameRules out;
    for (const auto& [name, ingredients] : rules) {
        std::vector<std::string>& folded = out[fold_drug(name)];
        for (const std::string& ingredient : ingredients)
            for (std::string& part : ingredients_of(ingredient))
                folded.push_back(std::move(part));
        sort_unique(folded);
    }
    return out;
}

DrugMap::DrugMap(const std::vector<QuarterFile>& quarters, const NameRules& rules)
{
    const FoldedProducts folded = fold_products(quarters);
    const std::vector<std::uint32_t> learned = learn(folded);
    facts_.names = folded.names.size();
    facts_.learned = static_cast<std::uint64_t>(std::ranges::count_if(learned, [](auto id) { return id != none; }));
    Numbers numbers(folded.ingredients);
    std::vector<Meaning> meanings;
    for (std::uint32_t name = 0; name < learned.size(); ++name)
        meanings.push_back(meaning_of(std::string(folded.names[name]), learned[name], rules, numbers));
    const Ingredients no_ingredients;
    const auto of_product = [&](const Product& product) -> Meaning {
        const bool ruled = product.name != none && meanings[product.name].source == NameSource::protocol;
        if (product.ingredient != none && !ruled)
            return {numbers.of_published(product.ingredient), NameSource::prod_ai};
        return product.name == none ? Meaning{&no_ingredients, NameSource::itself} : meanings[product.name];
    };
    for (const std::vector<Product>& products : folded.quarters) {
        Products& out = quarters_.emplace_back();
        out.begin.push_back(0);
        for (const Product& product : products) {
            const auto [ingredients, source] = of_product(product);
            count(source, product.rows);
            out.ingredients.insert(out.ingredients.end(), ingredients->begin(), ingredients->end());
            out.begin.push_back(static_cast<std::uint32_t>(out.ingredients.size()));
            out.source.push_back(source);
        }
    }
    for (const std::uint32_t name : in_order(folded.names)) {
        const auto [ingredients, source] = meanings[name];
        const bool itself = ingredients->size() == 1 && numbers.table()[ingredients->front()] == folded.names[name];
        if (source != NameSource::itself && !itself)
            names_.push_back({std::string(folded.names[name]), *ingredients, source});
    }
    put_in_order(numbers.table());
}

void DrugMap::count(NameSource source, std::uint64_t rows)
{
    facts_.rows += rows;
    switch (source) {
    case NameSource::itself: break;
    case NameSource::prod_ai: facts_.rows_by_prod_ai += rows; break;
    case NameSource::learned: facts_.rows_learned += rows; break;
    case NameSource::reviewed: facts_.rows_reviewed += rows; break;
    case NameSource::protocol: facts_.rows_by_protocol += rows; break;
    }
}

/// Numbers the ingredients in byte order.
void DrugMap::put_in_order(const TextTable& table)
{
    const std::vector<std::uint32_t> order = in_order(table);
    const std::vector<std::uint32_t> rank = ranks(order);
    const auto renumber = [&](std::span<std::uint32_t> ids) {
        std::ranges::transform(ids, ids.begin(), [&](std::uint32_t id) { return rank[id]; });
        std::ranges::sort(ids);
    };
    ingredients_ = sorted_texts(table, order);
    for (Name& name : names_)
        renumber(name.ingredients);
    for (Products& products : quarters_)
        for (std::size_t i = 0; i + 1 < products.begin.size(); ++i)
            renumber(
                std::span(products.ingredients).subspan(products.begin[i], products.begin[i + 1] - products.begin[i]));
}

} // namespace casebook
