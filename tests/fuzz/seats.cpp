// A conversation: what a facilitator, a projector, participants and strangers say to a room, by
// turns, through the real seats, door and room table. A line of the input is what somebody says:
// its first character says who ('0' the facilitator, '1' the projector, '2' to 'D' participants,
// 'S' and 'T' strangers who have not said hello), the rest is their frame. '~' is what nobody says:
// '~c' the commit tick, '~l' the tick of 10 s, '~t' time, '~x2' somebody hangs up, '~b2' a binary
// frame, '~i2' an empty one, '~n' one more participant.
//
// Whatever is said: every frame that anybody is sent can be read by a client, goes to whom it is
// for, and shows under protection no fewer than k people.
#include "protocol/cpp/codec.hpp"
#include "tests/domain/decks.hpp"
#include "tests/fuzz/small_shard.hpp"
#include "tests/fuzz/target.hpp"

#include <map>

namespace candour::fuzz {
namespace {

using namespace std::chrono_literals;

constexpr char facilitator = '0';
constexpr char projector = '1';
constexpr std::string_view participants = "23456789ABCD";
constexpr std::string_view strangers = "ST";
/// What one input may say: enough to answer, close, reset and answer again.
constexpr std::size_t max_lines = 400;

std::shared_ptr<const Deck> deck() {
    using namespace domain_test;
    static const auto made = domain_test::deck(
        {word_cloud("mood"), choice("where", 2, {.level = Level::protected_}),
         free_text("more", {.level = Level::strict}),
         scale("outcomes", 2, {.level = Level::protected_, .results = ResultsMode::on_reveal}),
         content("hello")});
    return made;
}

std::string fragment(const std::string& path) {
    return path.substr(path.find('#') + 1);
}

/// A submit of words or texts with the padding that a page would give it, since no fuzzer finds it.
std::string padded(std::string_view frame) {
    constexpr std::string_view mark = R"("pad":"")";
    const auto at = frame.find(mark);
    if (at == frame.npos) return std::string(frame);
    std::string whole(frame);
    const std::size_t missing = (submit_step_bytes - frame.size() % submit_step_bytes);
    whole.insert(at + mark.size() - 1, missing % submit_step_bytes, ' ');
    return whole;
}

class Conversation {
public:
    Conversation() : room_(shard_.open(deck())) {
        Hello hello{.role = Role::facilitator,
                    .code = room_.code,
                    .secret = {},
                    .ticket = {},
                    .capability = fragment(room_.facilitator_path)};
        come(facilitator, hello);
        hello.role = Role::projector;
        hello.capability = fragment(room_.projector_path);
        come(projector, hello);
        hello.capability = std::nullopt;
        hello.role = Role::participant;
        for (const char who : participants.substr(0, 6)) come(who, hello);
        for (const char who : strangers) come(who, std::nullopt);
        shard_.look();
        hear_all();
    }
    ~Conversation() { peers_.clear(); }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    void take(std::string_view line) {
        if (line.empty()) return;
        const std::string_view rest = line.substr(1);
        if (line.front() == '~')
            happen(rest);
        else if (SmallPeer* who = find(line.front()))
            who->say(padded(rest));
        hear_all();
    }

    void end() {
        shard_.pass(20ms);
        shard_.look();
        hear_all();
    }

private:
    void come(char who, const std::optional<Hello>& hello) {
        const auto [place, is_new] = peers_.try_emplace(who);
        if (!is_new) return;
        place->second = std::make_unique<SmallPeer>(shard_, static_cast<std::uint64_t>(who));
        if (hello) place->second->say(encode(*hello));
    }

    [[nodiscard]] SmallPeer* find(char who) {
        const auto found = peers_.find(who);
        return found == peers_.end() ? nullptr : found->second.get();
    }

    void happen(std::string_view what) {
        if (what.empty()) return;
        SmallPeer* who = what.size() > 1 ? find(what[1]) : nullptr;
        switch (what.front()) {
            case 'c': return shard_.commit();
            case 'l': shard_.pass(10s); return shard_.look();
            case 't': return shard_.pass(1s);
            case 'n': return come_late();
            case 'x': return who != nullptr ? who->hang_up() : void();
            case 'b': return who != nullptr ? who->say_binary() : void();
            case 'i': return who != nullptr ? who->say_nothing_in_a_frame() : void();
            default: return;
        }
    }

    void come_late() {
        for (const char who : participants) {
            if (peers_.contains(who)) continue;
            return come(who, Hello{.role = Role::participant,
                                   .code = room_.code,
                                   .secret = {},
                                   .ticket = {},
                                   .capability = {}});
        }
    }

    void hear_all() {
        for (auto& [who, peer] : peers_)
            for (const app::Frame& frame : peer->take()) hear(who, frame);
    }

    void hear(char who, const app::Frame& frame) {
        const auto message = parse_server_message(frame.message());
        require(message.has_value(), "a client can read what it is sent");
        require(who == facilitator || !std::holds_alternative<Report>(*message),
                "a report is for who leads");
        require(who == facilitator || !std::holds_alternative<LogState>(*message),
                "and so is the log's trouble");
        if (const auto* snapshot = std::get_if<Snapshot>(&*message)) {
            require(who == facilitator || snapshot->questions.empty(),
                    "the state of all questions is for who leads");
            require(who == facilitator || !snapshot->progress, "and so is how far they are");
            if (snapshot->question) check(snapshot->question->id, snapshot->results);
        }
        if (const auto* tally = std::get_if<TallyUpdate>(&*message))
            check(tally->question, tally->results);
        if (const auto* report = std::get_if<Report>(&*message))
            for (const auto& entry : report->questions) check(entry.id, entry.results);
    }

    static void check(const SlideId& question, const Results& results) {
        if (!results.tally) return;
        const Slide* slide = deck()->find(question);
        require(slide != nullptr && slide->question() != nullptr, "a tally is of a question");
        const std::size_t k = group_size(slide->question()->level);
        const auto people =
            std::visit([](const auto& tally) { return tally.people; }, *results.tally);
        require(k == 1 || people >= k, "nobody is shown among fewer than k");
    }

    SmallShard shard_;
    app::OpenedRoom room_;
    std::map<char, std::unique_ptr<SmallPeer>> peers_;
};

std::string control(std::string_view action, std::string_view fields) {
    return R"(0{"type":"control","id":"mBq3xYz0123456789abcde","action":")" + std::string(action) +
           "\"" + std::string(fields) + "}\n";
}

std::string submit(char who, std::string_view question, std::string_view response, bool pad) {
    std::string line(1, who);
    line += R"({"type":"submit","id":"mBq3xYz0123456789abcde","question":")" +
            std::string(question) + R"(","round":1,"announcement":0,"response":)" +
            std::string(response);
    return line + (pad ? R"(,"pad":"")" : "") + "}\n";
}

std::string question_of(std::string_view id) {
    return R"(,"question":")" + std::string(id) + "\"";
}

std::string story(std::string_view question, std::string_view response, bool pad) {
    std::string all = control("go_to", R"(,"slide":")" + std::string(question) + "\"") +
                      control("open", question_of(question)) + "~c\n";
    for (const char who : participants.substr(0, 6)) all += submit(who, question, response, pad);
    all += "~c\n3{\"type\":\"mine\",\"id\":\"mBq3xYz0123456789abcde\"}\n~l\n" +
           control("close", question_of(question)) + "~c\n";
    return all;
}

}  // namespace

void take(std::string_view bytes) {
    Conversation conversation;
    std::size_t lines = 0;
    while (!bytes.empty() && ++lines <= max_lines) {
        const std::size_t end = bytes.find('\n');
        conversation.take(bytes.substr(0, end));
        bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
    }
    conversation.end();
}

std::vector<std::string> first_inputs() {
    const std::string choice = R"({"kind":"choice","picks":"10"})";
    std::vector<std::string> all{
        story("mood", R"({"kind":"word_cloud","words":["Safe-space","kind"]})", true),
        story("where", choice, false),
        story("more", R"({"kind":"free_text","texts":["thanks"]})", true),
        story("outcomes", R"({"kind":"scale","values":["001","n/a"]})", false),
        story("where", choice, false) + control("reset", question_of("where")) + "~c\n",
        story("mood", R"({"kind":"word_cloud","words":["kind"]})", true) +
            control("hide", question_of("mood") + R"(,"item":"kind")") + "~c\n" +
            control("restore", question_of("mood") + R"(,"item":"kind")") + "~l\n",
        control("end", "") + "~c\n~l\n" + control("forget", "") + "~c\n",
        control("lock", "") + "~c\n~n\n~l\n" + control("unlock", "") + "~c\n~n\n~l\n",
        "2{\"type\":\"ping\"}\n2{\"type\":\"resync\"}\n~x2\n~b3\n~i4\n~t\n",
        "S{\"type\":\"hello\",\"version\":1,\"role\":\"participant\",\"code\":\"ABCDEFGH\"}\n~t\n"};
    all.push_back(control("go_to", R"(,"slide":"where")") + control("open", question_of("where")) +
                  "~c\n~n\n~l\n" + control("offer", question_of("where")) +
                  submit('2', "where", choice, false) + "~l\n");
    return all;
}

}  // namespace candour::fuzz
