#pragma once
#include "base/clock.hpp"
#include "base/master_key.hpp"
#include "base/random.hpp"
#include "persistence/database.hpp"
#include "services/webhook_door.hpp"

namespace tillbridge {

/// Finds the site that a webhook names and lets its platform's code check the signature with the site's own secret. All references outlive it.
services::WebhookDoor::Verify webhook_verifier(persistence::Database& database, const base::MasterKey& key, base::Random& random, const base::Clock& clock);

}  // namespace tillbridge
