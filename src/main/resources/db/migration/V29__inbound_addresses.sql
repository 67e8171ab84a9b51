-- Trunks may ring from addresses that their host's name does not have in DNS: IP addresses and blocks, with commas between
-- them. Null: only from those of the host.
ALTER TABLE number_trunks ADD COLUMN inbound_addresses TEXT;
