#include "server/commands/verify/live_room.hpp"

#include "protocol/cpp/base64.hpp"
#include "protocol/cpp/codec_deck.hpp"
#include "protocol/cpp/hex.hpp"
#include "server/app/keys/key_store.hpp"
#include "server/commands/verify/break_rule.hpp"
#include "server/commands/verify/frame_checks.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace candour::verify {
namespace {

using namespace std::chrono_literals;

/// Longer than a broadcast tick, so that what is shown meanwhile is heard as a step of its own.
constexpr auto between_answers = 12ms;

/// Ten letters by chance, so that no answer is found where it was not left.
std::string fresh_mark() {
    std::random_device chance;
    std::string mark = "canary";
    for (int i = 0; i < 10; ++i) mark += static_cast<char>('a' + chance() % 26);
    return mark;
}

/// Each canary has an address that no other program on the machine uses.
std::string address_of(std::size_t person) {
    return "127.77." + std::to_string(person / 200) + "." + std::to_string(person % 200 + 1);
}

/// This program, as a server on the verification's own folder. It writes all that it can say
/// (--log-level debug), as rule A5 is about that too.
client::ServerProgram program_in(const std::filesystem::path& folder,
                                 const app::FaultInjection& fault_injection) {
    client::ServerProgram program{
        .binary = "/proc/self/exe", .data = data_in(folder), .said = folder / "said"};
    if (fault_injection.rule != app::Rule::none)
        program.environment.push_back(std::string(break_rule_variable) + "=" +
                                      name_of(fault_injection.rule));
    return program;
}

std::string fragment(const std::string& link) {
    return link.substr(link.find('#') + 1);
}

}  // namespace

LiveRoom::LiveRoom(Findings& findings,
                   const std::filesystem::path& folder,
                   const app::FaultInjection& fault_injection)
    : findings_(findings),
      data_(data_in(folder)),
      server_(program_in(folder, fault_injection)),
      mark_(fresh_mark()),
      user_agent_(mark_ + " browser") {}

void LiveRoom::open() {
    // Each guest is a proxy's, so that the addresses that proxies name are looked for too (A5).
    server_.start(
        {"--shards", "2", "--log-level", "debug", "--metrics", "--trusted-proxies", "127.0.0.0/8"});
    const auto port = server_.port(outside_.patience, stop_if_interrupted);
    if (port == 0) throw NoConversation{"the server did not start:\n" + server_.said()};
    outside_.server.port = port;
    auto opened = parse_room_opened(post_deck(outside_, encode_deck(canary_deck())));
    if (!opened) throw NoConversation{"no room was opened: " + opened.error()};
    room_ = *std::move(opened);
    const auto enter = [this](Role role, const std::string& link, std::size_t place) {
        auto line = std::make_unique<Guest>(outside_, address_of(place), user_agent_);
        Hello hello;
        hello.role = role;
        hello.code = room_.code;
        hello.capability = fragment(link);
        (void)line->hello(hello);
        return line;
    };
    facilitator_ = enter(Role::facilitator, room_.facilitator_link, 200);
    projector_ = enter(Role::projector, room_.projector_link, 201);
    read_key();
}

void LiveRoom::read_key() {
    std::error_code ec;
    for (const auto& file : std::filesystem::directory_iterator(data_ / "keys", ec)) {
        key_file_ = file.path();
        const auto mode = file.status(ec).permissions() & std::filesystem::perms::mask;
        findings_.check(
            Rule::a1,
            mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write),
            "key file that its owner alone may read", "the key file is open to others");
        RoomId id;
        const auto name = key_file_.filename().string();
        for (std::size_t i = 0; i < id.bytes.size() && 2 * i + 1 < name.size(); ++i)
            id.bytes.at(i) =
                static_cast<std::uint8_t>(std::stoi(name.substr(2 * i, 2), nullptr, 16));
        if (auto key = app::FileKeyStore(data_ / "keys").find(id)) key_ = *std::move(key);
    }
    if (!key_) throw NoConversation{"the room's key is not where it should be"};
}

void LiveRoom::enter_attacked() {
    attacked_ = std::make_unique<AttackedRoom>(findings_, outside_, user_agent_);
    attacked_->enter();
}

void LiveRoom::play_attacks() {
    attacked_->play();
}

void LiveRoom::join() {
    const auto told_before = facilitator_->heard().size();
    for (std::size_t i = 0; i < canary_people; ++i) {
        Person person;
        person.line = std::make_unique<Guest>(outside_, address_of(i), user_agent_);
        Hello hello;
        hello.code = room_.code;
        hello.secret = fragment(room_.join_link);
        person.ticket_text = person.line->hello(hello).ticket;
        const auto ticket = key_->read_ticket(person.ticket_text);
        if (!ticket) throw NoConversation{"a ticket is not the room's own"};
        person.ticket = *ticket;
        people_.push_back(std::move(person));
    }
    outside_.run_for(300ms);
    // Presence and the number of people who have joined, whose times check_presence looks at.
    for (std::size_t i = told_before; i < facilitator_->heard().size(); ++i)
        if (!std::holds_alternative<Presence>(facilitator_->heard()[i].message) &&
            !std::holds_alternative<Snapshot>(facilitator_->heard()[i].message))
            findings_.broken(Rule::a4, "the facilitator was told that somebody came");
    findings_.checked(Rule::a4, people_.size(), "arrivals that nobody was told of");
    const bool counted = outside_.run_until(
        [&] { return facilitator_->last<Snapshot>()->joined == people_.size(); });
    if (!counted) throw NoConversation{"the people who have joined are not counted"};
}

void LiveRoom::control(Action action, const SlideId& question) {
    if (facilitator_->ask(control_message(action, question)) != "ack")
        throw NoConversation{"the facilitator is not obeyed"};
}

void LiveRoom::open_question(const SlideId& id, std::size_t people) {
    control(Action::go_to, id);
    control(Action::open, id);
    const Guest& phone = *people_.front().line;
    const bool shown = outside_.run_until([&] {
        const auto* snapshot = phone.last<Snapshot>();
        return snapshot->question && snapshot->question->id == id &&
               snapshot->question->phase == QuestionPhase::open;
    });
    if (!shown) throw NoConversation{"a phone is not shown the question"};
    findings_.check(Rule::a4, phone.last<Snapshot>()->question->joined == people,
                    "openings with the exact number of people on the phones",
                    "phones were told another number of people than had joined");
}

void LiveRoom::answer() {
    for (const CanaryQuestion& question : canary_questions()) {
        open_question(question.id, people_.size());
        const auto* shown = people_.front().line->last<Snapshot>();
        const auto* asked = shown->deck->slides.at(*shown->index).question();
        findings_.check(Rule::a3, asked != nullptr && asked->level == question.level,
                        "levels as in the deck, on the phones before the answer",
                        question.id.str() + ": the phones show another level than the deck says");
        try_unpadded(question.id);
        answer_question(question);
        outside_.run_for(250ms);
        control(Action::close, question.id);
        outside_.run_for(150ms);
    }
    open_question(hostile_question(), people_.size());
    try_hostile_texts();
}

void LiveRoom::answer_question(const CanaryQuestion& question) {
    for (std::size_t i = 0; i < question.people; ++i) {
        const auto came =
            people_[i].line->ask(Submit{.id = {},
                                        .question = question.id,
                                        .round = Round{1},
                                        .response = canary_answer(question, i, mark_)});
        if (came != "ack") throw NoConversation{"an answer was refused: " + came};
        outside_.run_for(between_answers);
    }
}

void LiveRoom::try_unpadded(const SlideId& id) {
    if (id.str() != "scale") return;
    Guest& phone = *people_.back().line;
    for (const std::string value : {"7", "10"}) {
        const auto message = phone.fresh_id();
        const std::string text = R"({"type":"submit","id":")" + message.str() +
                                 R"(","question":"scale","round":1,"announcement":0,"response":)" +
                                 R"({"kind":"scale","values":[")" + value + R"(","000"]}})";
        findings_.check(Rule::a7, phone.ask_text(text, message) != "ack", "unpadded values refused",
                        "a value of another length was taken");
    }
}

void LiveRoom::try_hostile_texts() {
    const auto& all = hostile_texts();
    for (std::size_t i = 0; i < all.size(); ++i) {
        Guest& phone = *people_[i].line;
        const auto came = phone.ask(Submit{.id = {},
                                           .question = hostile_question(),
                                           .round = Round{1},
                                           .response = FreeTextResponse{{all[i].sent}}});
        if (came != "ack") throw NoConversation{"a text was refused: " + came};
        (void)phone.ask(MineRequest{.id = {}, .question = hostile_question()});
        const bool clean =
            phone.mine().records.size() == 1 &&
            phone.mine().records[0].response == Response{FreeTextResponse{{all[i].clean}}};
        findings_.check(Rule::a8, clean, "hostile texts that came back clean",
                        std::string(all[i].what) + " was kept in a text");
    }
}

void LiveRoom::look_at_own_records() {
    for (std::size_t i = 0; i < people_.size(); ++i) {
        const Person& person = people_[i];
        (void)person.line->ask(MineRequest{});
        for (const MineRecord& record : person.line->mine().records)
            for (const CanaryQuestion& question : canary_questions())
                if (question.id == record.question)
                    look_at_record(person, record, canary_answer(question, i, mark_));
        const auto answered = static_cast<std::size_t>(
            std::ranges::count_if(canary_questions(), [&](const auto& q) { return i < q.people; }));
        const auto hostile = i < hostile_texts().size() ? 1U : 0U;
        if (person.line->mine().records.size() != answered + hostile)
            findings_.broken(Rule::a9, "somebody is not shown every answer");
    }
    auto distinct = pseudonyms_;
    std::ranges::sort(distinct);
    const auto twice = std::ranges::unique(distinct);
    findings_.checked(Rule::a1, pseudonyms_.size(), "pseudonyms, each under one question alone");
    if (!twice.empty()) findings_.broken(Rule::a1, "a pseudonym stands under two questions");
}

void LiveRoom::look_at_record(const Person& person,
                              const MineRecord& record,
                              const Response& sent) {
    const auto who = app::RoomKey::pseudonym(key_->question_key(record.question), person.ticket);
    const auto literal = R"({"question":")" + record.question.str() + R"(","pseudonym":")" +
                         to_hex(who.bytes) + R"(","announcement":0,"counted_from":0,"response":)" +
                         encode_response(sent) + "}";
    findings_.check(Rule::a9, record.stored == literal, "records shown as they are stored",
                    "a person is shown another record than is stored");
    pseudonyms_.push_back(who);
}

void LiveRoom::watch_presence(std::chrono::seconds time) {
    constexpr std::size_t leaving = 8;
    constexpr auto look_every = 500ms;
    const auto until = std::chrono::steady_clock::now() + time;
    // Whether it came to hold. Asks for signs of life meanwhile, to know what was sent when.
    const auto watch_until = [&](auto holds) {
        const auto give_up = std::chrono::steady_clock::now() + outside_.patience;
        while (!holds() && std::chrono::steady_clock::now() < give_up) {
            for (Guest* watcher :
                 {facilitator_.get(), projector_.get(), people_.front().line.get()})
                watcher->ping();
            (void)outside_.run_until(holds, look_every);
        }
        return holds();
    };
    // The tick that tells of everybody, exact or rounded; the next one tells of those who left.
    const bool all_counted = watch_until([this] {
        const auto* presence = facilitator_->last<Presence>();
        return presence != nullptr && presence->present >= canary_people;
    });
    if (!all_counted) throw NoConversation{"nobody is told how many people are here"};
    for (std::size_t i = people_.size() - leaving; i < people_.size(); ++i)
        people_[i].line->hang_up();
    (void)watch_until([&] { return std::chrono::steady_clock::now() >= until; });
    check_presence(findings_, facilitator_->heard(), "the facilitator");
    check_presence(findings_, projector_->heard(), "the projector");
    check_presence(findings_, people_.front().line->heard(), "a phone");
    search_while_open();
}

}  // namespace candour::verify
