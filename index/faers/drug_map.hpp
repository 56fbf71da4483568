// SPDX-License-Identifier: GPL-3.0-or-later
// From names as reported to ingredients: what the protocol says, else what FDA says (PROD_AI), else what FDA says of
// the same name elsewhere in the quarters held, else what the reviewed names say of its words, else the name itself.
#pragma once

#include "index/faers/quarter_file.hpp"
#include "index/faers/text_table.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace casebook {

/// What a reviewer says: a name as reported → its ingredients; none: the name stands for itself, whatever FDA says.
using NameRules = std::map<std::string, std::vector<std::string>>;
/// The same with names and ingredients folded.
NameRules folded_rules(const NameRules& rules);

/// Why a name stands for its ingredients.
enum class NameSource : std::uint8_t { itself, prod_ai, learned, reviewed, protocol };
constexpr std::array<std::string_view, 5> name_source_names = {"itself", "prod_ai", "learned", "reviewed", "protocol"};

/// What became of the distinct names.
struct DrugMapFacts
{
    std::uint64_t names = 0;   ///< distinct folded names
    std::uint64_t learned = 0; ///< of these, names for which PROD_AI is learned
    std::uint64_t rows = 0;    ///< rows of DRUG
    std::uint64_t rows_by_prod_ai = 0;
    std::uint64_t rows_learned = 0;
    std::uint64_t rows_reviewed = 0;
    std::uint64_t rows_by_protocol = 0; ///< the rest stand under their own names, or have none
};

class DrugMap
{
public:
    /// Learns from all rows of the quarters: a name stands for the PROD_AI most often given with it; of two equally
    /// often given, for the first in byte order.
    explicit DrugMap(const std::vector<QuarterFile>& quarters, const NameRules& folded = {});

    /// The ingredients of a product of a quarter, ascending; indices of `ingredients()`.
    std::span<const std::uint32_t> of(std::size_t quarter, std::uint32_t product) const
    {
        const Products& products = quarters_[quarter];
        const std::uint32_t from = products.begin[product];
        return std::span(products.ingredients).subspan(from, products.begin[product + 1] - from);
    }
    const std::vector<std::string>& ingredients() const { return ingredients_; }
    /// Of each product of the quarter, in the order of its numbers: where its ingredients end in `all_of(quarter)`.
    std::span<const std::uint32_t> ends_of(std::size_t quarter) const
    {
        return std::span(quarters_[quarter].begin).subspan(1);
    }
    std::span<const std::uint32_t> all_of(std::size_t quarter) const { return quarters_[quarter].ingredients; }
    std::span<const NameSource> sources_of(std::size_t quarter) const { return quarters_[quarter].source; }

    /// Folded names as reported that stand for something other than themselves, in byte order.
    struct Name
    {
        std::string name;
        std::vector<std::uint32_t> ingredients;
        NameSource source;
    };
    const std::vector<Name>& names() const { return names_; }
    const DrugMapFacts& facts() const { return facts_; }

private:
    void count(NameSource source, std::uint64_t rows);
    void put_in_order(const TextTable& table);

    struct Products
    {
        std::vector<std::uint32_t> begin;
        std::vector<std::uint32_t> ingredients;
        std::vector<NameSource> source;
    };
    std::vector<Products> quarters_;
    std::vector<std::string> ingredients_;
    std::vector<Name> names_;
    DrugMapFacts facts_;
};

} // namespace casebook
