// SPDX-License-Identifier: GPL-3.0-or-later
// From names as reported to ingredients: what FDA says (PROD_AI), else what FDA says of the same name elsewhere in the
// quarters held, else the name itself.
#pragma once

#include "index/faers/quarter_file.hpp"
#include "index/faers/text_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace casebook {

/// What became of the distinct names.
struct DrugMapFacts
{
    std::uint64_t names = 0;   ///< distinct folded names
    std::uint64_t learned = 0; ///< of these, names for which PROD_AI is learned
    std::uint64_t rows = 0;    ///< rows of DRUG
    std::uint64_t rows_by_prod_ai = 0;
    std::uint64_t rows_learned = 0; ///< the rest stand under their own names, or have none
};

class DrugMap
{
public:
    /// Learns from all rows of the quarters: a name stands for the PROD_AI most often given with it; of two equally
    /// often given, for the first in byte order.
    explicit DrugMap(const std::vector<QuarterFile>& quarters);

    /// The ingredients of a product of a quarter, ascending; indices of `ingredients()`.
    std::span<const std::uint32_t> of(std::size_t quarter, std::uint32_t product) const
    {
        const Products& products = quarters_[quarter];
        const std::uint32_t from = products.begin[product];
        return std::span(products.ingredients).subspan(from, products.begin[product + 1] - from);
    }
    const std::vector<std::string>& ingredients() const { return ingredients_; }

    /// Folded names as reported that stand for something other than themselves, in byte order.
    struct Name
    {
        std::string name;
        std::vector<std::uint32_t> ingredients;
    };
    const std::vector<Name>& names() const { return names_; }
    const DrugMapFacts& facts() const { return facts_; }

private:
    void put_in_order(const TextTable& table);

    struct Products
    {
        std::vector<std::uint32_t> begin;
        std::vector<std::uint32_t> ingredients;
    };
    std::vector<Products> quarters_;
    std::vector<std::string> ingredients_;
    std::vector<Name> names_;
    DrugMapFacts facts_;
};

} // namespace casebook
