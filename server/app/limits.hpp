// What the server budgets, with its unit in its name and its reason beside it. This and its likes
// in the layers below are all the limits that there are: protocol/cpp/limits.hpp has what the
// contract sets (and goes by the same name here), server/text/limits.hpp how texts are cleaned,
// server/log/limits.hpp how the log works, server/commands/limits.hpp what commands besides `serve`
// wait for. tests/house finds a limit that stands elsewhere.
#pragma once

#include "protocol/cpp/limits.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace candour::app::limits {

using namespace std::chrono_literals;
using namespace candour::limits;

// ---- messages --------------------------------------------------------------------------------

/// A free text of 1,000 grapheme clusters has 1 to 8 kB, a typical answer 200 bytes. Above this a
/// message is refused in words.
inline constexpr std::size_t max_message_bytes = 16'384;
/// Above this nothing is read any more: the connection is closed.
inline constexpr std::size_t max_read_bytes = 65'536;
/// Acks and refusals that a slow line may pile up before it is cut.
inline constexpr std::size_t max_outbox_bytes = 65'536;
/// Refused messages in a row after which a connection is closed: no honest client gets there.
inline constexpr std::uint8_t max_refused_in_row = 20;
/// Messages per second and connection, sustained and at once: a person who types, three times over.
inline constexpr double messages_per_second = 10;
inline constexpr double messages_burst = 40;
/// When a connection that said more is to say it again: by then it may say ten.
inline constexpr auto messages_retry = 1s;

// ---- ticks -----------------------------------------------------------------------------------

/// Between two ticks of a room. At each it shows and acks what the log has of it, then writes what
/// people have said since the last one. A commit takes 0.3 to 8 ms (benchmarks/), so that nearly
/// every one is durable by the next tick: an ack comes 10 to 20 ms after the answer, and its moment
/// is one of the room's grid however long the commit took (rule A7).
inline constexpr auto room_tick = 10ms;
/// Rooms have their ticks at so many different moments, so that one room's work does not stand in
/// the way of another one's acks; at each a shard writes once, 500 times a second at the most.
inline constexpr auto tick_slot = 2ms;
inline constexpr std::uint8_t tick_slots = room_tick / tick_slot;
static_assert(room_tick % tick_slot == 0ms);
/// Time between two tallies for one role, at the least: faster than this nobody sees.
inline constexpr auto broadcast_tick = 100ms;
/// What one delivery costs a core until a shard has measured its own (benchmarks/), and the share
/// of the core that tallies for participants may take: together they stretch the time between two
/// tallies in a large room; never beyond slowest_tally.
inline constexpr auto assumed_cost_per_delivery = 9us;
inline constexpr int broadcast_share_percent = 50;
inline constexpr auto slowest_tally = 3s;
/// In a large room participants wait long for the next tally. When no answer has come for this
/// long, they get it before that wait is over, so that a full hall sees its last answer soon. After
/// such an early tally the next one waits until it is due.
inline constexpr auto quiet_after = 2 * broadcast_tick;
/// How long to wait before a batch that could not be written is tried again.
inline constexpr auto append_retry = 1s;
/// How long to wait before the rooms that could not be read, or a key that could not be kept, are
/// tried again; and what somebody who wanted to open a room meanwhile is told.
inline constexpr auto recovery_retry = 2s;
inline constexpr auto opening_retry = 5s;
/// When somebody who came before the rooms were back is to come again: another time for each, and
/// before the line is closed for want of a hello.
inline constexpr auto unread_for_at_least = 2s;
inline constexpr auto unread_for_at_most = 8s;
/// The same for a room that is damaged: somebody has to mend it by hand.
inline constexpr auto damaged_for_at_least = 20s;
inline constexpr auto damaged_for_at_most = 40s;
/// What a shard keeps room for between two decisions of its rooms (shard/effect.hpp): what a full
/// batch brings about, at about 300 bytes each.
inline constexpr std::size_t max_spare_effects = 2'048;
/// Commands that wait while a batch is being written; beyond it they are refused, not lost.
inline constexpr std::size_t max_waiting_commands = 20'000;
/// Messages of one person about one question of which it is known that later ones came.
inline constexpr std::size_t remembered_messages = 32;

// ---- presence (rule A4) ----------------------------------------------------------------------

inline constexpr auto presence_tick = 10s;
inline constexpr std::uint32_t presence_step_people = 5;

// ---- connections -----------------------------------------------------------------------------

inline constexpr auto hello_within = 10s;
/// Clients send something at least every 25 s; two of these may get lost.
inline constexpr auto silence_allowed = 60s;
inline constexpr auto sweep_tick = 2s;
/// At shutdown: how long what has been gathered may take to be written, and how long goodbyes may
/// take to leave.
inline constexpr std::chrono::milliseconds drain_patience = 2s;
/// ... and how long all of it may take, whatever hangs: then the process ends as it stands. What
/// was confirmed is in the log by then; systemd gives it 90 s, an operator who waits does not.
inline constexpr std::chrono::milliseconds shutdown_patience = 9s;
inline constexpr std::chrono::milliseconds goodbye_patience = 300ms;

// ---- sockets ---------------------------------------------------------------------------------

/// A browser's request head has 1 to 2 kB, proxies add to it.
inline constexpr std::size_t max_request_head_bytes = 8'192;
/// A host's name (RFC 1035, 2.3.4) and the digits of its port.
inline constexpr std::size_t max_host_bytes = 255;
inline constexpr std::size_t max_port_digits = 5;
/// A deck with a few pictures (each at most 1 MB decoded, a third more as base64).
inline constexpr std::size_t max_deck_bytes = 4'194'304;
/// A deck, and the room's locks around it, which have less than 200.
inline constexpr std::size_t max_room_request_bytes = max_deck_bytes + 256;
/// Bodies that are being read or looked at, all at once: sixteen of the largest decks, which the
/// one thread that parses them is done with in about a second.
inline constexpr std::size_t max_body_bytes_in_flight = 64'000'000;
/// ... of them from one address, on one shard: three of the largest and one more small one.
inline constexpr std::size_t max_body_bytes_per_address = 16'000'000;
/// When somebody whose deck was not read for that is to send it again.
inline constexpr auto bodies_again_at_least = 2s;
inline constexpr auto bodies_again_at_most = 8s;
/// No other request has a body; a small one is read and ignored, so that the connection lives on.
inline constexpr std::size_t max_other_body_bytes = 1'024;
/// How long a request's head may take, from accept or from the first byte after the last answer.
inline constexpr auto request_head_within = 10s;
/// How long a deck may take to arrive: 4 MB at a slow 1 Mbit/s.
inline constexpr auto request_body_within = 40s;
/// How long an answer may take to be read by the other side.
inline constexpr auto answer_within = 40s;
/// How long a connection is kept for a next request: a page and its files come at once.
inline constexpr auto keep_alive = 15s;
/// How long the answer to a WebSocket handshake may take to leave.
inline constexpr auto handshake_within = 10s;
/// How long a goodbye may take, until the socket is closed without one.
inline constexpr auto goodbye_within = 5s;
/// What is read away meanwhile, so that what was said last arrives: some 20 ms of CPU, and more
/// than anybody sends who does not mean to cost that.
inline constexpr std::size_t max_read_away_bytes = 64'000'000;
/// What a connection reads into while its messages are short; most are under 200 bytes.
inline constexpr std::size_t small_read_bytes = 256;
/// Connections that are sent to before others are read again. Those that wait for something of
/// their own (an ack), about 2 to 4 ms:
inline constexpr std::size_t own_flushes_per_turn = 256;
/// ... and those that get what everybody gets, about 1 ms, so that the size of a room's audience
/// does not show in anybody's ack.
inline constexpr std::size_t shared_flushes_per_turn = 64;
/// Frames that one call sends on a connection; a tick has an ack, a control and a tally, seldom
/// more.
inline constexpr std::size_t max_frames_per_send = 16;
/// How long to wait after the process has run out of file descriptors.
inline constexpr auto accept_retry = 200ms;
/// Connections that the kernel holds until we accept them: a room reconnecting at once.
inline constexpr int accept_backlog = 4'096;

// ---- rooms -----------------------------------------------------------------------------------

/// Memory for a room with a small deck is about 20 kB; this bounds what strangers can open. This
/// and the next are what holds unless an organiser sets another one (ops/config.hpp).
inline constexpr std::size_t max_rooms = 5'000;
/// Reach of one room on one machine (more: by several machines).
inline constexpr std::uint32_t max_people_per_room = 100'000;
/// File descriptors of a table that are not for participants: facilitators, projectors, pages being
/// loaded, the log, and people who are being told that the server is full.
inline constexpr std::size_t reserved_descriptors = 500;
inline constexpr std::size_t max_distinct_words = 10'000;
inline constexpr std::size_t max_texts_per_question = 50'000;
/// The texts of a protected question wait, and nobody may learn by a refusal how many do (rule A3);
/// but memory has an end too, and four times what can be shown comes only from a flood.
inline constexpr std::size_t max_waiting_texts_per_question = 4 * max_texts_per_question;
/// What one tally message shows of a long list.
inline constexpr std::size_t shown_words = 150;
inline constexpr std::size_t shown_texts = 60;
inline constexpr std::size_t facilitator_words = 500;
inline constexpr std::size_t facilitator_texts = 300;
/// What one page of further texts has, as a desk turns them: a list that a person reads through.
/// Its texts together are bounded too, so that a page stays below max_outbox_bytes, which a
/// connection may have waiting, even where every character of it is escaped.
inline constexpr std::size_t page_texts = 100;
inline constexpr std::size_t page_text_bytes = 24'000;
static_assert(2 * page_text_bytes + page_texts * 60 < max_outbox_bytes);
/// Desks of one room that wait for a page until what they are shown has caught up with the room, a
/// tenth of a second at the most; a team has a handful.
inline constexpr std::size_t max_waiting_pages = 100;

/// When somebody who found the room or the server full is to come back: another time for each.
inline constexpr auto full_for_at_least = 20s;
inline constexpr auto full_for_at_most = 40s;

// ---- strangers (docs/decisions/0010) -----------------------------------------------------------

// There are 2^40 codes. Whoever says nothing but a code may be guessing, and how many guesses are
// answered bounds how soon a room is found: on a server that is full of rooms, and at the fastest
// that all of the following allows from one address (333 a second), in 7 days on average.

/// Wrong codes of one connection that are answered at once; a person mistypes once or twice.
inline constexpr std::uint8_t wrong_codes_per_connection = 3;
/// The same for one address: 1,000 people who join within 10 s from behind one router, of whom one
/// in ten mistypes. What is sustained is for a building in which rooms are joined all day.
inline constexpr double wrong_codes_per_address_second = 5;
inline constexpr double wrong_codes_address_burst = 100;
/// The same for one shard, for guesses that come from many addresses.
inline constexpr double wrong_codes_per_second = 500;
inline constexpr double wrong_codes_burst = 2'000;
/// How long a code takes to be looked up once that is used up. Right ones too, else the time would
/// tell. A person waits so long for a page; a guesser gets a third of a guess a second and line.
inline constexpr auto guess_takes = 3s;
/// How many may wait for that at once: the 1,000 people from one address, and what a shard has
/// memory for (about 300 bytes each).
inline constexpr std::size_t waiting_per_address = 1'000;
inline constexpr std::size_t waiting_per_shard = 10'000;
/// People who join for the first time from one address: 1,000 at once, so that nobody behind a
/// hospital's router waits, and then as many as a large event's next 5,000 need in two minutes.
inline constexpr double joins_per_address_second = 50;
inline constexpr double joins_address_burst = 1'000;
/// People who join one room for the first time, from whatever addresses: a hall of 5,000 at once,
/// and 10,000 within 20 s. It is five times what one address may.
inline constexpr double joins_per_room_second = 250;
inline constexpr double joins_room_burst = 5'000;
/// When somebody who came too soon after the others of the same address or room is to come again.
inline constexpr auto joins_again_at_least = 4s;
inline constexpr auto joins_again_at_most = 14s;
/// Of all the sockets that the server has for participants, one in so many is not for the address
/// that has the most.
inline constexpr std::size_t sockets_left_for_others = 4;
/// How long an address is remembered after its last socket has gone (rule A5: minutes), and how
/// many are, at about 130 bytes; those beyond share one allowance.
inline constexpr std::chrono::minutes address_remembered_for = 5min;
inline constexpr std::size_t max_remembered_addresses = 65'536;
/// Sealed results are kept for 90 days, of so many rooms at the most: 20 kB each, and their decks.
inline constexpr std::size_t max_sealed_rooms = 10'000;
/// Decks in memory, each picture once: a hundred of the largest ones, or 20,000 of an ordinary
/// kind. (On the disk a room has its own.)
inline constexpr std::size_t max_deck_memory_bytes = 512'000'000;
/// All that rooms may write where nobody has set another bound and there is no disk to ask.
inline constexpr std::size_t max_disk_bytes_in_memory = 1'000'000'000;
/// What one room may write, until its answers are refused: this and so much for each person who
/// has joined. A person who answers 30 questions with the longest texts writes 240 kB, most
/// write 3.
inline constexpr std::size_t room_log_bytes = 64'000'000;
inline constexpr std::size_t room_log_bytes_per_person = 64'000;
inline constexpr std::size_t max_room_log_bytes = 1'000'000'000;
/// How often one person may change one answer in a round of its question; nobody honest gets there.
inline constexpr std::uint16_t changes_per_answer = 100;
/// Tickets that a room gives out for each of the people that it takes at once: phones that were
/// wiped, second devices, people who come and go over a day.
inline constexpr std::uint32_t tickets_per_place = 4;
/// Of the places of a room, or of the server, one in so many is added for people who come back with
/// a ticket while their old line still holds a place, but no more than that on the whole server,
/// since each takes a file descriptor of those that are reserved.
inline constexpr std::uint32_t places_for_returning = 8;
inline constexpr std::size_t max_places_for_returning = 250;
/// ... of so many places; at least one.
constexpr std::size_t places_besides(std::size_t places) {
    const std::size_t part = places / places_for_returning;
    if (part == 0) return 1;
    return part < max_places_for_returning ? part : max_places_for_returning;
}
/// What waits to be sent on all connections of a shard, a frame that many hold counted once: a
/// hundredth of what 100,000 stalled lines could hold by max_outbox_bytes. Beyond it the connection
/// for which most waits is cut.
inline constexpr std::size_t max_waiting_bytes_per_shard = 64'000'000;

inline constexpr std::size_t max_pass_contact_bytes = 200;
/// The file with the last days on which a server ran: three lines of eleven.
inline constexpr std::size_t max_days_file_bytes = 1'000;
/// Rooms that `serve --deck` has opened and that have not ended, the newest: one for each deck that
/// somebody holds, and each try at it. A line of 33 bytes for each.
inline constexpr std::size_t max_deck_rooms = 1'000;
inline constexpr std::size_t max_deck_rooms_bytes = max_deck_rooms * 33;
/// A pass's name is for the operator to know it by. So many fit into a file that is read at once.
inline constexpr std::size_t max_pass_name_bytes = 64;
inline constexpr std::size_t max_passes = 10'000;
/// Rooms that one address, or one pass, opens at once and in the long run: a training department
/// prepares a day's rooms, and a whole day of it is 8,640. An address gets no more by a pass.
inline constexpr double rooms_opened_burst = 60;
inline constexpr double rooms_opened_per_second = 0.1;
/// Behind an address of a whole network there are so many times the openers.
inline constexpr double rooms_opened_by_many = 10;
inline constexpr auto rooms_opened_retry = 10s;
/// When somebody whose hello was refused for that is to come again: by then a shard answers all 200
/// again, if they were to come at once.
inline constexpr auto wrong_codes_retry = 5s;

// ---- workspaces (docs/decisions/0012) ----------------------------------------------------------

// What a box, a link and a text of a workspace may be stands in protocol/cpp/limits.hpp, as it
// is part of the contract.

/// Workspaces on one server: a thousand teams twenty times over; an empty one takes 40 kB.
inline constexpr std::size_t max_workspaces = 20'000;
/// Decks and rooms of one workspace: a team that holds a session each working day fills a year.
inline constexpr std::size_t max_boxes_per_workspace = 500;
/// The versions of one deck that are kept, its newest one among them.
inline constexpr std::size_t box_versions_kept = 50;
/// All that one workspace keeps: 300 versions of ordinary decks, or 50 of one with many pictures.
inline constexpr std::size_t max_workspace_bytes = 250'000'000;
/// The largest list of links with their keys, and names, in base64 (protocol/cpp/limits.hpp).
inline constexpr std::size_t max_workspace_request_bytes = 262'144;
/// All workspaces together, where there is no disk to ask.
inline constexpr std::size_t max_workspace_disk_in_memory = 500'000'000;
/// Requests of one address: a team of 20 behind one router of whom each saves every two seconds,
/// and all of whom open the workspace at once.
inline constexpr double workspace_requests_per_second = 20;
inline constexpr double workspace_requests_burst = 400;
/// What one address may write: a hundred decks with pictures at once, and then one in ten seconds.
inline constexpr double workspace_megabytes_per_second = 0.5;
inline constexpr double workspace_megabytes_burst = 500;
inline constexpr auto workspace_retry = 5s;
/// How often it is looked whether workspaces are to be deleted, since nobody used them for long.
inline constexpr std::chrono::minutes workspace_sweep = 60min;
/// The last use of a workspace is noted as a day of these many: finer it would be a diary of a
/// team.
inline constexpr std::chrono::days workspace_use_noted_every{30};

}  // namespace candour::app::limits
