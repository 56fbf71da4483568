// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/drug_map.hpp"

#include "index/faers/names.hpp"
#include "index/faers/text_table.hpp"

#include <algorithm>
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

struct Folded
{
    TextTable names;
    TextTable ingredients;
    std::vector<std::vector<Product>> quarters;
};

std::uint32_t id_or_none(TextTable& table, const std::string& text) { return text.empty() ? none : table.id(text); }

Folded fold_products(const std::vector<QuarterFile>& quarters)
{
    Folded out;
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
std::vector<std::uint32_t> learn(const Folded& folded)
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

/// Numbers for ingredients, and the ingredients of each distinct PROD_AI and name, split once.
class Splitter
{
public:
    const std::vector<std::uint32_t>& of(const std::string& text)
    {
        const auto [found, fresh] = known_.try_emplace(text);
        if (fresh)
            for (const std::string& ingredient : ingredients_of(text))
                found->second.push_back(table_.id(ingredient));
        return found->second;
    }
    const TextTable& table() const { return table_; }

private:
    TextTable table_;
    std::unordered_map<std::string, std::vector<std::uint32_t>> known_;
};

} // namespace

DrugMap::DrugMap(const std::vector<QuarterFile>& quarters)
{
    const Folded folded = fold_products(quarters);
    const std::vector<std::uint32_t> learned = learn(folded);
    facts_.names = folded.names.size();
    facts_.learned = static_cast<std::uint64_t>(std::ranges::count_if(learned, [](auto id) { return id != none; }));
    Splitter splitter;
    for (const std::vector<Product>& products : folded.quarters) {
        Products& out = quarters_.emplace_back();
        out.begin.push_back(0);
        for (const Product& product : products) {
            const std::uint32_t taught = product.name == none ? none : learned[product.name];
            const std::uint32_t ingredient = product.ingredient != none ? product.ingredient : taught;
            facts_.rows += product.rows;
            facts_.rows_by_prod_ai += product.ingredient != none ? product.rows : 0;
            facts_.rows_learned += product.ingredient == none && taught != none ? product.rows : 0;
            const std::string text = ingredient != none     ? folded.ingredients[ingredient]
                                     : product.name != none ? folded.names[product.name]
                                                            : "";
            const std::vector<std::uint32_t>& ids = splitter.of(text);
            out.ingredients.insert(out.ingredients.end(), ids.begin(), ids.end());
            out.begin.push_back(static_cast<std::uint32_t>(out.ingredients.size()));
        }
    }
    for (std::uint32_t name = 0; name < learned.size(); ++name)
        if (learned[name] != none && folded.ingredients[learned[name]] != folded.names[name])
            names_.push_back({folded.names[name], splitter.of(folded.ingredients[learned[name]])});
    std::ranges::sort(names_, {}, &Name::name);
    put_in_order(splitter.table());
}

/// Numbers the ingredients in byte order.
void DrugMap::put_in_order(const TextTable& table)
{
    const std::vector<std::uint32_t> rank = ranks(table);
    const auto renumber = [&](std::span<std::uint32_t> ids) {
        std::ranges::transform(ids, ids.begin(), [&](std::uint32_t id) { return rank[id]; });
        std::ranges::sort(ids);
    };
    ingredients_ = sorted_texts(table);
    for (Name& name : names_)
        renumber(name.ingredients);
    for (Products& products : quarters_)
        for (std::size_t i = 0; i + 1 < products.begin.size(); ++i)
            renumber(
                std::span(products.ingredients).subspan(products.begin[i], products.begin[i + 1] - products.begin[i]));
}

} // namespace casebook
