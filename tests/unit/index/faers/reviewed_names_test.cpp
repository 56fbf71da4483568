// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/reviewed_names.hpp"

#include "corpus/archive.hpp"
#include "corpus/text.hpp"
#include "index/faers/exposure_class.hpp"
#include "index/faers/names.hpp"
#include "tests/unit/shared.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace casebook;

namespace {

using Names = std::vector<std::string>;

Names find(const char* name) { return reviewed_names().find(fold_drug(name)); }

} // namespace

TEST_CASE("a name is known by its whole words, whatever stands around them")
{
    CHECK(find("CYCLOSPORINE CAP 100MG MD") == Names{"CYCLOSPORINE"});
    CHECK(find("SANDIMMUN (CICLOSPORIN) (CICLOSPRIN)") == Names{"CYCLOSPORINE"});
    CHECK(find("FK-506") == Names{"TACROLIMUS"});
    CHECK(find("mycophenolate mofetil (+) tacrolimus") == Names{"MYCOPHENOLATE MOFETIL", "TACROLIMUS"});
    CHECK(find("TACROLIMUSX").empty());
    CHECK(find("").empty());
    CHECK(find("UNKNOWN MEDICATION").empty());
}

TEST_CASE("look-alikes are what they are: cyclophosphamide causes alopecia, and is not cyclosporine")
{
    CHECK(find("CICLOPHOSPHAMIDE") == Names{"CYCLOPHOSPHAMIDE"});
    CHECK(find("CICLOPIROX OLAMINE TOP SUS .77%") == Names{"CICLOPIROX"});
    CHECK(find("SERESTA EXPIDET") == Names{"OXAZEPAM"});
    CHECK(find("ENTRESTA") == Names{"SACUBITRIL", "VALSARTAN"});
    CHECK(find("ERL 080A") == Names{"MYCOPHENOLATE SODIUM"});
    CHECK(find("VOCLOSPORIN") == Names{"VOCLOSPORIN"});
}

TEST_CASE("the class of exposure comes from the name, else the form, the route, the indication")
{
    const auto of = [](GivenAs given) { return exposure_words().of(given); };
    CHECK(of({"Restatis Eye drops", "", "ORAL", {}}) == ExposureClass::ophthalmic);
    CHECK(of({"CYCLOSPORINE", "OPHTHALMIC EMULSION", "", {}}) == ExposureClass::ophthalmic);
    CHECK(of({"CYCLOSPORINE", "", "OPHTHALMIC", {}}) == ExposureClass::ophthalmic);
    CHECK(of({"CYCLOSPORINE", "", "", {"DRY EYE"}}) == ExposureClass::ophthalmic);
    CHECK(of({"CYCLOSPORINE", "", "ORAL", {"DRY EYE"}}) == ExposureClass::systemic);
    CHECK(of({"Protopic Oin", "", "", {}}) == ExposureClass::topical);
    CHECK(of({"NEORAL", "", "", {}}) == ExposureClass::systemic);
    CHECK(of({"TACROLIMUS", "", "TOPICAL", {}}) == ExposureClass::topical);
    CHECK(of({"CYCLOSPORINE", "", "", {"PSORIASIS"}}) == ExposureClass::unknown);
    CHECK(of({"", "", "", {}}) == ExposureClass::unknown);
}

TEST_CASE("spellings as reported, labelled by hand, go where their labels say")
{
    const std::filesystem::path file = shared_folder() / "data/faers/drug_names/spellings_csa_tac_alem.tsv";
    if (!std::filesystem::exists(file)) {
        MESSAGE("skipped: the labelled spellings are not here");
        return;
    }
    int checked = 0;
    for (const std::string& line : split(read_file(file), '\n')) {
        const std::vector<std::string> cells = split(line, '\t');
        if (cells.size() < 3 || cells[0] == "ingredient")
            continue;
        const std::string& label = cells[1];
        const Names found = find(cells[2].c_str());
        CAPTURE(cells[2]);
        CAPTURE(label);
        const auto holds = [&](const std::string& name) { return std::ranges::find(found, name) != found.end(); };
        if (label == "target" || label == "ophthalmic" || label == "topical_skin" || label == "veterinary")
            CHECK(found == Names{cells[0]});
        else if (label == "lookalike_negative")
            CHECK(!holds("CYCLOSPORINE"));
        else if (label == "multi_drug_string")
            CHECK((holds(cells[0]) && found.size() > 1));
        else
            continue;
        const ExposureClass given = exposure_words().of({cells[2], "", "", {}});
        if (label == "ophthalmic")
            CHECK(given == ExposureClass::ophthalmic);
        if (label == "topical_skin" && cells[2].find("0.1%") == std::string::npos)
            CHECK(given == ExposureClass::topical);
        if (label == "target")
            CHECK((given == ExposureClass::systemic || given == ExposureClass::unknown));
        ++checked;
    }
    CHECK(checked > 200);
}
