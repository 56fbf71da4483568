// SPDX-License-Identifier: GPL-3.0-or-later
// One function a command; each stands in `commands/NAME.cpp` and has a row in commands.cpp.
#pragma once

#include "query/request.hpp"

namespace casebook {

int run_init(const Request&, const Console&);
int run_fetch(const Request&, const Console&);
int run_update(const Request&, const Console&);
int run_import(const Request&, const Console&);
int run_screen(const Request&, const Console&);
int run_protocol(const Request&, const Console&);
int run_extract(const Request&, const Console&);
int run_index(const Request&, const Console&);
int run_search(const Request&, const Console&);
int run_show(const Request&, const Console&);
int run_add(const Request&, const Console&);
int run_duplicates(const Request&, const Console&);
int run_fulltext(const Request&, const Console&);
int run_queue(const Request&, const Console&);
int run_review(const Request&, const Console&);
int run_agreement(const Request&, const Console&);
int run_decide(const Request&, const Console&);
int run_correct(const Request&, const Console&);
int run_appraise(const Request&, const Console&);
int run_count(const Request&, const Console&);
int run_brief(const Request&, const Console&);
int run_export_table(const Request&, const Console&);
int run_export_cases(const Request&, const Console&);
int run_export_appraisal(const Request&, const Console&);
int run_export_decisions(const Request&, const Console&);
int run_export_plot(const Request&, const Console&);
int run_export_prisma(const Request&, const Console&);
int run_export_ris(const Request&, const Console&);
int run_export_nbib(const Request&, const Console&);
int run_export_bibtex(const Request&, const Console&);
int run_export_csl(const Request&, const Console&);
int run_export_search_log(const Request&, const Console&);
int run_export_methods(const Request&, const Console&);
int run_export_labels(const Request&, const Console&);
int run_export_review(const Request&, const Console&);
int run_dump(const Request&, const Console&);
int run_restore(const Request&, const Console&);
int run_changes(const Request&, const Console&);
int run_status(const Request&, const Console&);
int run_fields(const Request&, const Console&);
int run_man(const Request&, const Console&);
int run_completion(const Request&, const Console&);
int run_verify(const Request&, const Console&);
int run_annotate(const Request&, const Console&);
int run_train(const Request&, const Console&);
int run_simulate(const Request&, const Console&);
int run_faers_add(const Request&, const Console&);
int run_faers_status(const Request&, const Console&);
int run_faers_count(const Request&, const Console&);
int run_faers_signal(const Request&, const Console&);
int run_faers_links(const Request&, const Console&);
int run_faers_years(const Request&, const Console&);
int run_faers_table(const Request&, const Console&);
int run_faers_onset(const Request&, const Console&);
int run_faers_articles(const Request&, const Console&);
int run_faers_fetch(const Request&, const Console&);
int run_faers_openfda(const Request&, const Console&);
int run_faers_scan(const Request&, const Console&);
int run_faers_fit(const Request&, const Console&);
int run_faers_names(const Request&, const Console&);
int run_faers_measure(const Request&, const Console&);

} // namespace casebook
