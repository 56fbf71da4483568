// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/counting_file.hpp"

namespace casebook {

CountingFile::CountingFile(const std::filesystem::path& path)
    : file(path, counting_kind),
      origin(file.column<std::uint32_t>("origin")),
      first_receipt(file.column<std::uint32_t>("first_receipt")),
      ingredients(file.column<std::uint16_t>("ingredients")),
      distinct(file.column<std::uint64_t>("distinct")),
      ends(file.column<std::uint32_t>("ends")),
      age(file.column<float>("age")),
      sex(file.column<std::uint8_t>("sex")),
      reporter(file.column<std::uint8_t>("reporter")),
      country(file.column<std::uint16_t>("country")),
      events_begin(file.column<std::uint32_t>("events.begin")),
      report_events(file.column<std::uint32_t>("events.of")),
      rows_begin(file.column<std::uint32_t>("rows.begin")),
      products_begin(file.column<std::uint64_t>("products.begin")),
      terms_begin(file.column<std::uint64_t>("terms.begin")),
      product_begin(file.column<std::uint64_t>("product.begin")),
      product_drugs(file.column<std::uint32_t>("product.drugs")),
      product_source(file.column<NameSource>("product.source")),
      term_events(file.column<std::uint32_t>("term.events")),
      countries(file.texts("countries")),
      drugs(file.texts("drugs")),
      events(file.texts("events")),
      event_titles(file.texts("event_titles")),
      names(file.texts("names")),
      name_begin(file.column<std::uint32_t>("names.begin")),
      name_drugs(file.column<std::uint32_t>("names.drugs")),
      name_source(file.column<NameSource>("names.source")),
      exposure(postings(file, "exposure")),
      suspects(postings(file, "suspects")),
      reaction(postings(file, "reaction")),
      dedup(file.value<DedupFacts>("dedup")),
      mapping(file.value<DrugMapFacts>("mapping")),
      made_up(file.value<std::uint64_t>("made_up"))
{
}

} // namespace casebook
