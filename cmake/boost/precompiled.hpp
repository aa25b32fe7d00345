// Precompiled for server/app and server/net. No file may count on it: each includes what it uses,
// and the `lint` preset builds without it.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
