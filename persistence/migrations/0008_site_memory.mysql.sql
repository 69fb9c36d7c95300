-- What the connector of a site keeps from run to run: tokens that replace each other (sealed), the shop's own jobs that are still open.

CREATE TABLE IF NOT EXISTS site_memory (
  account_id BIGINT NOT NULL,
  site_id BIGINT NOT NULL,
  memory_key VARBINARY(190) NOT NULL,
  value MEDIUMTEXT COLLATE utf8mb4_bin NOT NULL,
  sealed TINYINT NOT NULL,
  PRIMARY KEY (account_id, site_id, memory_key)
) ENGINE=InnoDB CHARACTER SET utf8mb4;
