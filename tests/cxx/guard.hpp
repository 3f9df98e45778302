// SPDX-License-Identifier: MIT
// guard.hpp: an object whose destruction the tests of the C++ library count.

#ifndef NEAP_TESTS_CXX_GUARD_HPP
#define NEAP_TESTS_CXX_GUARD_HPP

class Guard
{
  public:
    explicit Guard(int *count) : alive(count)
    {
        ++*alive;
    }
    ~Guard()
    {
        --*alive;
    }
    Guard(const Guard &) = delete;
    Guard &operator=(const Guard &) = delete;

  private:
    int *alive; // how many there are
};

#endif
