// The entry point of every Boost.Test executable, compiled once.
#define BOOST_TEST_MODULE tillbridge
#include <boost/test/unit_test.hpp>
