// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/quarter_file.hpp"

namespace casebook {

namespace {

FaersQuarter quarter_of(std::uint32_t number)
{
    return {static_cast<int>(number / 4), static_cast<int>(number % 4) + 1};
}

} // namespace

QuarterFile::QuarterFile(const std::filesystem::path& path)
    : file(path, quarter_kind),
      quarter(quarter_of(file.value<std::uint32_t>("quarter"))),
      report(file.column<std::uint64_t>("report")),
      case_id(file.column<std::uint64_t>("case")),
      version(file.column<std::uint32_t>("version")),
      fda_date(file.column<std::uint32_t>("fda_date")),
      init_fda_date(file.column<std::uint32_t>("init_fda_date")),
      same_fields(file.column<std::uint64_t>("same_fields")),
      drug_begin(file.column<std::uint32_t>("drug.begin")),
      term_begin(file.column<std::uint32_t>("term.begin")),
      product(file.column<std::uint32_t>("drug.product")),
      role(file.column<FaersRole>("drug.role")),
      term(file.column<std::uint32_t>("term")),
      product_name(file.texts("product.name")),
      product_ingredient(file.texts("product.ingredient")),
      terms(file.texts("terms")),
      deleted(file.column<std::uint64_t>("deleted"))
{
}

} // namespace casebook
