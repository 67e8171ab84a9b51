-- Any name of up to 32 letters could be a number's provider, and none but 'simulated' and 'sip' meant anything. Those
-- that are no provider now become 'sip': their numbers were brought from elsewhere, with a SIP trunk or without.
UPDATE phone_numbers
SET provider = 'sip'
WHERE provider NOT IN ('simulated', 'sip', 'twilio', 'telnyx', 'plivo', 'exotel');
