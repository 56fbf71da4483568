// SPDX-License-Identifier: GPL-3.0-or-later
// The manual page, from the tables of commands, fields and reasons; man(7)'s macros.
#include "corpus/decision.hpp"
#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/literature/index.hpp"
#include "query/commands.hpp"
#include "query/rights.hpp"

#include <algorithm>
#include <ostream>

namespace casebook {

namespace {

/// No escape, no dash that is turned into another, no request at the beginning of a line.
std::string roff(std::string_view text)
{
    std::string out = replaced(replaced(std::string(text), "\\", "\\e"), "-", "\\-");
    return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

void write_term(std::ostream& out, std::string_view term, std::string_view value, std::string_view help)
{
    out << ".TP\n.B " << roff(term) << (value.empty() ? "" : " \\fI" + roff(value) + "\\fR") << "\n"
        << roff(help) << "\n";
}

/// "casebook [-C DIR] export ris [--only …] [-o FILE]", options as one word.
void write_usage(std::ostream& out, const Command& command)
{
    out << ".B casebook\n[\\fB\\-C\\fR \\fIDIR\\fR] \\fB" << roff(command.name) << "\\fR";
    bool options = false;
    for (const OptionSpec& spec : command.arguments)
        if (spec.name.starts_with('-'))
            options = true;
        else
            out << (spec.required ? " \\fI" : " [\\fI") << roff(spec.name) << (spec.required ? "\\fR" : "\\fR]");
    out << (options ? " [\\fIOPTION\\fR]...\n" : "\n");
}

void write_command(std::ostream& out, const Command& command)
{
    out << ".SS " << roff(command.name) << "\n";
    write_usage(out, command);
    out << ".PP\n" << roff(command.summary) << ".\n";
    for (const OptionSpec& spec : command.arguments)
        write_term(out, spec.name, spec.value, std::string(spec.help) + (spec.required ? " (needed)" : ""));
    out << ".PP\nExample:\n.PP\n.nf\n.RS\n" << roff(command.example) << "\n.RE\n.fi\n";
}

/// Those of a case, for queries and `correct`, and then those that queries alone have.
void write_fields(std::ostream& out)
{
    const std::vector<QueryField> in_queries = query_fields();
    const auto known = [&](std::string_view id) {
        return std::ranges::find(in_queries, id, &QueryField::name) != in_queries.end();
    };
    out << ".SH FIELDS\nOf a case, in queries (\\fIfield\\fR:\\fIvalue\\fR) and for \\fBcorrect\\fR:\n";
    for (const Field& field : fields())
        write_term(out, field.id, "", std::string(field.help) + (known(field.id) ? "" : " (not in queries)"));
    out << ".PP\nOf an article, in queries alone:\n";
    for (const QueryField& field : in_queries)
        if (find_field(field.name) == nullptr)
            write_term(out, field.name, "", field.help);
}

constexpr std::string_view man_head = R"(.SH NAME
casebook \- published cases of drug reactions, screened, extracted and counted, beside FAERS
.SH SYNOPSIS
.B casebook
[\fB\-C\fR \fIDIR\fR] \fICOMMAND\fR [\fIARGUMENT\fR]...
.SH DESCRIPTION
A casebook is a folder with
.BR protocol.json ,
written by people,
.BR casebook.db ,
and what is derived from them. Data go to the standard output, talk goes to the standard error.
.SH OPTIONS
.TP
.BI \-C " DIR"
the casebook's folder; default the current one
.TP
.B \-\-help
of the program, or behind a command of that
.TP
.B \-\-version
the version of the program
.SH COMMANDS
)";

constexpr std::string_view man_foot = R"(.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
could not, or did only in part
.TP
.B 2
wrong command line
.SH ENVIRONMENT
.TP
.B NCBI_EMAIL
address of the person who searches; NCBI asks for it
.TP
.B NCBI_API_KEY
ten requests a second instead of three
.TP
.B CASEBOOK_NCBI_URL, CASEBOOK_EUROPEPMC_URL, CASEBOOK_OPENFDA_URL
other addresses of these services, as scheme://host:port
.TP
.B CASEBOOK_SHARE
the folder of the vocabularies and the sample
.SH RIGHTS
)";

} // namespace

int run_man(const Request&, const Console& console)
{
    std::ostream& out = console.out;
    out << ".TH CASEBOOK 1 \"\" \"casebook " CASEBOOK_VERSION "\"\n" << man_head;
    for (const Command& command : commands())
        write_command(out, command);
    write_fields(out);
    out << ".SH REASONS\nFor exclusion, in the order in which the first that applies counts:\n";
    for (const Reason& reason : reasons)
        write_term(out, reason.id, "", reason.meaning);
    out << man_foot << roff(rights_notice) << "\n";
    return 0;
}

} // namespace casebook
