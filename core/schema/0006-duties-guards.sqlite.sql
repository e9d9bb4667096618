-- What the records of duties and owners are kept from.
DROP TABLE IF EXISTS duty_nothing;
