-- Events as other data sets lay them out: ACLED, UCDP GED, GDELT mentions. Views only: each row is one of news.events.
CREATE TABLE news.countries (
    country     text PRIMARY KEY,
    iso2        text NOT NULL,
    iso3        text NOT NULL,
    iso_numeric integer NOT NULL,
    region      text NOT NULL
);
COMMENT ON TABLE news.countries IS 'Countries by the name events carry, with their codes and the region ACLED counts them to. States without a code bear that of the country they are in.';
COMMENT ON COLUMN news.countries.country IS 'Name in English, as in news.locations.';
COMMENT ON COLUMN news.countries.iso2 IS 'ISO 3166-1 code of two letters; in lower case the country''s domain.';
COMMENT ON COLUMN news.countries.iso3 IS 'ISO 3166-1 code of three letters.';
COMMENT ON COLUMN news.countries.iso_numeric IS 'ISO 3166-1 number; 0 where there is none.';
COMMENT ON COLUMN news.countries.region IS 'Region as ACLED names it.';
INSERT INTO news.countries VALUES
    ('Afghanistan', 'AF', 'AFG', 4, 'Caucasus and Central Asia'), ('Aland Islands', 'AX', 'ALA', 248, 'Europe'),
    ('Albania', 'AL', 'ALB', 8, 'Europe'), ('Algeria', 'DZ', 'DZA', 12, 'Northern Africa'),
    ('American Samoa', 'AS', 'ASM', 16, 'Oceania'), ('Andorra', 'AD', 'AND', 20, 'Europe'),
    ('Angola', 'AO', 'AGO', 24, 'Middle Africa'), ('Anguilla', 'AI', 'AIA', 660, 'Caribbean'),
    ('Antarctica', 'AQ', 'ATA', 10, 'Antarctica'), ('Antigua and Barbuda', 'AG', 'ATG', 28, 'Caribbean'),
    ('Argentina', 'AR', 'ARG', 32, 'South America'), ('Armenia', 'AM', 'ARM', 51, 'Caucasus and Central Asia'),
    ('Artsakh', 'AZ', 'AZE', 31, 'Caucasus and Central Asia'), ('Aruba', 'AW', 'ABW', 533, 'Caribbean'),
    ('Australia', 'AU', 'AUS', 36, 'Oceania'), ('Austria', 'AT', 'AUT', 40, 'Europe'),
    ('Azerbaijan', 'AZ', 'AZE', 31, 'Caucasus and Central Asia'), ('Bahamas', 'BS', 'BHS', 44, 'Caribbean'),
    ('Bahrain', 'BH', 'BHR', 48, 'Middle East'), ('Bangladesh', 'BD', 'BGD', 50, 'South Asia'),
    ('Barbados', 'BB', 'BRB', 52, 'Caribbean'), ('Belarus', 'BY', 'BLR', 112, 'Europe'),
    ('Belgium', 'BE', 'BEL', 56, 'Europe'), ('Belize', 'BZ', 'BLZ', 84, 'Central America'),
    ('Benin', 'BJ', 'BEN', 204, 'Western Africa'), ('Bermuda', 'BM', 'BMU', 60, 'North America'),
    ('Bhutan', 'BT', 'BTN', 64, 'South Asia'), ('Bolivia', 'BO', 'BOL', 68, 'South America'),
    ('Bonaire, Saint Eustatius and Saba', 'BQ', 'BES', 535, 'Caribbean'),
    ('Bosnia and Herzegovina', 'BA', 'BIH', 70, 'Europe'), ('Botswana', 'BW', 'BWA', 72, 'Southern Africa'),
    ('Bouvet Island', 'BV', 'BVT', 74, 'Antarctica'), ('Brazil', 'BR', 'BRA', 76, 'South America'),
    ('British Indian Ocean Territory', 'IO', 'IOT', 86, 'Eastern Africa'),
    ('British Virgin Islands', 'VG', 'VGB', 92, 'Caribbean'), ('Brunei', 'BN', 'BRN', 96, 'Southeast Asia'),
    ('Bulgaria', 'BG', 'BGR', 100, 'Europe'), ('Burkina Faso', 'BF', 'BFA', 854, 'Western Africa'),
    ('Burundi', 'BI', 'BDI', 108, 'Eastern Africa'), ('Cambodia', 'KH', 'KHM', 116, 'Southeast Asia'),
    ('Cameroon', 'CM', 'CMR', 120, 'Middle Africa'), ('Canada', 'CA', 'CAN', 124, 'North America'),
    ('Cape Verde', 'CV', 'CPV', 132, 'Western Africa'), ('Cayman Islands', 'KY', 'CYM', 136, 'Caribbean'),
    ('Central African Republic', 'CF', 'CAF', 140, 'Middle Africa'), ('Chad', 'TD', 'TCD', 148, 'Middle Africa'),
    ('Chile', 'CL', 'CHL', 152, 'South America'), ('China', 'CN', 'CHN', 156, 'East Asia'),
    ('Christmas Island', 'CX', 'CXR', 162, 'Oceania'), ('Cocos Islands', 'CC', 'CCK', 166, 'Oceania'),
    ('Colombia', 'CO', 'COL', 170, 'South America'), ('Comoros', 'KM', 'COM', 174, 'Eastern Africa'),
    ('Cook Islands', 'CK', 'COK', 184, 'Oceania'), ('Costa Rica', 'CR', 'CRI', 188, 'Central America'),
    ('Croatia', 'HR', 'HRV', 191, 'Europe'), ('Cuba', 'CU', 'CUB', 192, 'Caribbean'),
    ('Curacao', 'CW', 'CUW', 531, 'Caribbean'), ('Cyprus', 'CY', 'CYP', 196, 'Europe'),
    ('Czech Republic', 'CZ', 'CZE', 203, 'Europe'), ('Democratic Republic of Congo', 'CD', 'COD', 180, 'Middle Africa'),
    ('Denmark', 'DK', 'DNK', 208, 'Europe'), ('Djibouti', 'DJ', 'DJI', 262, 'Eastern Africa'),
    ('Dominica', 'DM', 'DMA', 212, 'Caribbean'), ('Dominican Republic', 'DO', 'DOM', 214, 'Caribbean'),
    ('Ecuador', 'EC', 'ECU', 218, 'South America'), ('Egypt', 'EG', 'EGY', 818, 'Northern Africa'),
    ('El Salvador', 'SV', 'SLV', 222, 'Central America'), ('Equatorial Guinea', 'GQ', 'GNQ', 226, 'Middle Africa'),
    ('Eritrea', 'ER', 'ERI', 232, 'Eastern Africa'), ('Estonia', 'EE', 'EST', 233, 'Europe'),
    ('Eswatini', 'SZ', 'SWZ', 748, 'Southern Africa'), ('Ethiopia', 'ET', 'ETH', 231, 'Eastern Africa'),
    ('Falkland Islands', 'FK', 'FLK', 238, 'South America'), ('Faroe Islands', 'FO', 'FRO', 234, 'Europe'),
    ('Fiji', 'FJ', 'FJI', 242, 'Oceania'), ('Finland', 'FI', 'FIN', 246, 'Europe'),
    ('France', 'FR', 'FRA', 250, 'Europe'), ('French Guiana', 'GF', 'GUF', 254, 'South America'),
    ('French Polynesia', 'PF', 'PYF', 258, 'Oceania'), ('French Southern Territories', 'TF', 'ATF', 260, 'Antarctica'),
    ('Gabon', 'GA', 'GAB', 266, 'Middle Africa'), ('Gambia', 'GM', 'GMB', 270, 'Western Africa'),
    ('Georgia', 'GE', 'GEO', 268, 'Caucasus and Central Asia'), ('Germany', 'DE', 'DEU', 276, 'Europe'),
    ('Ghana', 'GH', 'GHA', 288, 'Western Africa'), ('Gibraltar', 'GI', 'GIB', 292, 'Europe'),
    ('Greece', 'GR', 'GRC', 300, 'Europe'), ('Greenland', 'GL', 'GRL', 304, 'North America'),
    ('Grenada', 'GD', 'GRD', 308, 'Caribbean'), ('Guadeloupe', 'GP', 'GLP', 312, 'Caribbean'),
    ('Guam', 'GU', 'GUM', 316, 'Oceania'), ('Guatemala', 'GT', 'GTM', 320, 'Central America'),
    ('Guernsey', 'GG', 'GGY', 831, 'Europe'), ('Guinea', 'GN', 'GIN', 324, 'Western Africa'),
    ('Guinea-Bissau', 'GW', 'GNB', 624, 'Western Africa'), ('Guyana', 'GY', 'GUY', 328, 'South America'),
    ('Haiti', 'HT', 'HTI', 332, 'Caribbean'), ('Heard Island and McDonald Islands', 'HM', 'HMD', 334, 'Antarctica'),
    ('Honduras', 'HN', 'HND', 340, 'Central America'), ('Hong Kong SAR China', 'HK', 'HKG', 344, 'East Asia'),
    ('Hungary', 'HU', 'HUN', 348, 'Europe'), ('Iceland', 'IS', 'ISL', 352, 'Europe'),
    ('India', 'IN', 'IND', 356, 'South Asia'), ('Indonesia', 'ID', 'IDN', 360, 'Southeast Asia'),
    ('Iran', 'IR', 'IRN', 364, 'Middle East'), ('Iraq', 'IQ', 'IRQ', 368, 'Middle East'),
    ('Ireland', 'IE', 'IRL', 372, 'Europe'), ('Isle of Man', 'IM', 'IMN', 833, 'Europe'),
    ('Israel', 'IL', 'ISR', 376, 'Middle East'), ('Italy', 'IT', 'ITA', 380, 'Europe'),
    ('Ivory Coast', 'CI', 'CIV', 384, 'Western Africa'), ('Jamaica', 'JM', 'JAM', 388, 'Caribbean'),
    ('Japan', 'JP', 'JPN', 392, 'East Asia'), ('Jersey', 'JE', 'JEY', 832, 'Europe'),
    ('Jordan', 'JO', 'JOR', 400, 'Middle East'), ('Kazakhstan', 'KZ', 'KAZ', 398, 'Caucasus and Central Asia'),
    ('Kenya', 'KE', 'KEN', 404, 'Eastern Africa'), ('Kiribati', 'KI', 'KIR', 296, 'Oceania'),
    ('Kosovo', 'XK', 'XKX', 0, 'Europe'), ('Kuwait', 'KW', 'KWT', 414, 'Middle East'),
    ('Kyrgyzstan', 'KG', 'KGZ', 417, 'Caucasus and Central Asia'), ('Laos', 'LA', 'LAO', 418, 'Southeast Asia'),
    ('Latvia', 'LV', 'LVA', 428, 'Europe'), ('Lebanon', 'LB', 'LBN', 422, 'Middle East'),
    ('Lesotho', 'LS', 'LSO', 426, 'Southern Africa'), ('Liberia', 'LR', 'LBR', 430, 'Western Africa'),
    ('Libya', 'LY', 'LBY', 434, 'Northern Africa'), ('Liechtenstein', 'LI', 'LIE', 438, 'Europe'),
    ('Lithuania', 'LT', 'LTU', 440, 'Europe'), ('Luxembourg', 'LU', 'LUX', 442, 'Europe'),
    ('Macao SAR China', 'MO', 'MAC', 446, 'East Asia'), ('Madagascar', 'MG', 'MDG', 450, 'Eastern Africa'),
    ('Malawi', 'MW', 'MWI', 454, 'Eastern Africa'), ('Malaysia', 'MY', 'MYS', 458, 'Southeast Asia'),
    ('Maldives', 'MV', 'MDV', 462, 'South Asia'), ('Mali', 'ML', 'MLI', 466, 'Western Africa'),
    ('Malta', 'MT', 'MLT', 470, 'Europe'), ('Marshall Islands', 'MH', 'MHL', 584, 'Oceania'),
    ('Martinique', 'MQ', 'MTQ', 474, 'Caribbean'), ('Mauritania', 'MR', 'MRT', 478, 'Western Africa'),
    ('Mauritius', 'MU', 'MUS', 480, 'Eastern Africa'), ('Mayotte', 'YT', 'MYT', 175, 'Eastern Africa'),
    ('Mexico', 'MX', 'MEX', 484, 'North America'), ('Micronesia', 'FM', 'FSM', 583, 'Oceania'),
    ('Moldova', 'MD', 'MDA', 498, 'Europe'), ('Monaco', 'MC', 'MCO', 492, 'Europe'),
    ('Mongolia', 'MN', 'MNG', 496, 'East Asia'), ('Montenegro', 'ME', 'MNE', 499, 'Europe'),
    ('Montserrat', 'MS', 'MSR', 500, 'Caribbean'), ('Morocco', 'MA', 'MAR', 504, 'Northern Africa'),
    ('Mozambique', 'MZ', 'MOZ', 508, 'Eastern Africa'), ('Myanmar', 'MM', 'MMR', 104, 'Southeast Asia'),
    ('Namibia', 'NA', 'NAM', 516, 'Southern Africa'), ('Nauru', 'NR', 'NRU', 520, 'Oceania'),
    ('Nepal', 'NP', 'NPL', 524, 'South Asia'), ('Netherlands', 'NL', 'NLD', 528, 'Europe'),
    ('New Caledonia', 'NC', 'NCL', 540, 'Oceania'), ('New Zealand', 'NZ', 'NZL', 554, 'Oceania'),
    ('Nicaragua', 'NI', 'NIC', 558, 'Central America'), ('Niger', 'NE', 'NER', 562, 'Western Africa'),
    ('Nigeria', 'NG', 'NGA', 566, 'Western Africa'), ('Niue', 'NU', 'NIU', 570, 'Oceania'),
    ('Norfolk Island', 'NF', 'NFK', 574, 'Oceania'), ('North Korea', 'KP', 'PRK', 408, 'East Asia'),
    ('North Macedonia', 'MK', 'MKD', 807, 'Europe'), ('Northern Mariana Islands', 'MP', 'MNP', 580, 'Oceania'),
    ('Norway', 'NO', 'NOR', 578, 'Europe'), ('Oman', 'OM', 'OMN', 512, 'Middle East'),
    ('Pakistan', 'PK', 'PAK', 586, 'South Asia'), ('Palau', 'PW', 'PLW', 585, 'Oceania'),
    ('Palestine', 'PS', 'PSE', 275, 'Middle East'), ('Panama', 'PA', 'PAN', 591, 'Central America'),
    ('Papua New Guinea', 'PG', 'PNG', 598, 'Oceania'), ('Paraguay', 'PY', 'PRY', 600, 'South America'),
    ('Peru', 'PE', 'PER', 604, 'South America'), ('Philippines', 'PH', 'PHL', 608, 'Southeast Asia'),
    ('Pitcairn', 'PN', 'PCN', 612, 'Oceania'), ('Poland', 'PL', 'POL', 616, 'Europe'),
    ('Portugal', 'PT', 'PRT', 620, 'Europe'), ('Puerto Rico', 'PR', 'PRI', 630, 'Caribbean'),
    ('Qatar', 'QA', 'QAT', 634, 'Middle East'), ('Republic of Congo', 'CG', 'COG', 178, 'Middle Africa'),
    ('Romania', 'RO', 'ROU', 642, 'Europe'), ('Russia', 'RU', 'RUS', 643, 'Europe'),
    ('Rwanda', 'RW', 'RWA', 646, 'Eastern Africa'), ('Réunion', 'RE', 'REU', 638, 'Eastern Africa'),
    ('Saint Barthelemy', 'BL', 'BLM', 652, 'Caribbean'), ('Saint Helena', 'SH', 'SHN', 654, 'Western Africa'),
    ('Saint Kitts and Nevis', 'KN', 'KNA', 659, 'Caribbean'), ('Saint Lucia', 'LC', 'LCA', 662, 'Caribbean'),
    ('Saint Martin', 'MF', 'MAF', 663, 'Caribbean'), ('Saint Pierre and Miquelon', 'PM', 'SPM', 666, 'North America'),
    ('Saint Vincent and the Grenadines', 'VC', 'VCT', 670, 'Caribbean'), ('Samoa', 'WS', 'WSM', 882, 'Oceania'),
    ('San Marino', 'SM', 'SMR', 674, 'Europe'), ('Sao Tome and Principe', 'ST', 'STP', 678, 'Middle Africa'),
    ('Saudi Arabia', 'SA', 'SAU', 682, 'Middle East'), ('Senegal', 'SN', 'SEN', 686, 'Western Africa'),
    ('Serbia', 'RS', 'SRB', 688, 'Europe'), ('Seychelles', 'SC', 'SYC', 690, 'Eastern Africa'),
    ('Sierra Leone', 'SL', 'SLE', 694, 'Western Africa'), ('Singapore', 'SG', 'SGP', 702, 'Southeast Asia'),
    ('Sint Maarten', 'SX', 'SXM', 534, 'Caribbean'), ('Slovakia', 'SK', 'SVK', 703, 'Europe'),
    ('Slovenia', 'SI', 'SVN', 705, 'Europe'), ('Solomon Islands', 'SB', 'SLB', 90, 'Oceania'),
    ('Somalia', 'SO', 'SOM', 706, 'Eastern Africa'), ('Somaliland', 'SO', 'SOM', 706, 'Eastern Africa'),
    ('South Africa', 'ZA', 'ZAF', 710, 'Southern Africa'),
    ('South Georgia and the South Sandwich Islands', 'GS', 'SGS', 239, 'Antarctica'),
    ('South Korea', 'KR', 'KOR', 410, 'East Asia'), ('South Sudan', 'SS', 'SSD', 728, 'Eastern Africa'),
    ('Spain', 'ES', 'ESP', 724, 'Europe'), ('Sri Lanka', 'LK', 'LKA', 144, 'South Asia'),
    ('Sudan', 'SD', 'SDN', 729, 'Northern Africa'), ('Suriname', 'SR', 'SUR', 740, 'South America'),
    ('Svalbard and Jan Mayen', 'SJ', 'SJM', 744, 'Europe'), ('Sweden', 'SE', 'SWE', 752, 'Europe'),
    ('Switzerland', 'CH', 'CHE', 756, 'Europe'), ('Syria', 'SY', 'SYR', 760, 'Middle East'),
    ('Taiwan', 'TW', 'TWN', 158, 'East Asia'), ('Tajikistan', 'TJ', 'TJK', 762, 'Caucasus and Central Asia'),
    ('Tanzania', 'TZ', 'TZA', 834, 'Eastern Africa'), ('Thailand', 'TH', 'THA', 764, 'Southeast Asia'),
    ('Timor-Leste', 'TL', 'TLS', 626, 'Southeast Asia'), ('Togo', 'TG', 'TGO', 768, 'Western Africa'),
    ('Tokelau', 'TK', 'TKL', 772, 'Oceania'), ('Tonga', 'TO', 'TON', 776, 'Oceania'),
    ('Trinidad and Tobago', 'TT', 'TTO', 780, 'Caribbean'), ('Tunisia', 'TN', 'TUN', 788, 'Northern Africa'),
    ('Turkey', 'TR', 'TUR', 792, 'Middle East'), ('Turkmenistan', 'TM', 'TKM', 795, 'Caucasus and Central Asia'),
    ('Turks and Caicos Islands', 'TC', 'TCA', 796, 'Caribbean'), ('Tuvalu', 'TV', 'TUV', 798, 'Oceania'),
    ('U.S. Virgin Islands', 'VI', 'VIR', 850, 'Caribbean'), ('Uganda', 'UG', 'UGA', 800, 'Eastern Africa'),
    ('Ukraine', 'UA', 'UKR', 804, 'Europe'), ('United Arab Emirates', 'AE', 'ARE', 784, 'Middle East'),
    ('United Kingdom', 'GB', 'GBR', 826, 'Europe'), ('United States', 'US', 'USA', 840, 'North America'),
    ('United States Minor Outlying Islands', 'UM', 'UMI', 581, 'Oceania'),
    ('Uruguay', 'UY', 'URY', 858, 'South America'), ('Uzbekistan', 'UZ', 'UZB', 860, 'Caucasus and Central Asia'),
    ('Vanuatu', 'VU', 'VUT', 548, 'Oceania'), ('Vatican', 'VA', 'VAT', 336, 'Europe'),
    ('Venezuela', 'VE', 'VEN', 862, 'South America'), ('Vietnam', 'VN', 'VNM', 704, 'Southeast Asia'),
    ('Wallis and Futuna', 'WF', 'WLF', 876, 'Oceania'), ('Western Sahara', 'EH', 'ESH', 732, 'Northern Africa'),
    ('Yemen', 'YE', 'YEM', 887, 'Middle East'), ('Zambia', 'ZM', 'ZMB', 894, 'Southern Africa'),
    ('Zimbabwe', 'ZW', 'ZWE', 716, 'Southern Africa');

CREATE TABLE news.actor_register (
    name    text PRIMARY KEY,
    sector  text NOT NULL,
    country text
);
COMMENT ON TABLE news.actor_register IS 'Armed groups, forces and bodies of the actor lexicon, entered from it at every load.';
COMMENT ON COLUMN news.actor_register.name IS 'Canonical name, as in news.actors.';
COMMENT ON COLUMN news.actor_register.sector IS 'What it is: military, police, government, progov, coalition, rebels, opposition, separatists, jihadists, militia, tribal, criminals, international or source.';
COMMENT ON COLUMN news.actor_register.country IS 'The country it belongs to.';

ALTER TABLE news.event_types ADD disorder_type text;
UPDATE news.event_types SET disorder_type = CASE
    WHEN acled_event_type = 'Extension' THEN NULL
    WHEN acled_event_type = 'Strategic developments' THEN 'Strategic developments'
    WHEN acled_event_type = 'Protests' OR acled_sub_event = 'Violent demonstration' THEN 'Demonstrations'
    ELSE 'Political violence' END;
COMMENT ON COLUMN news.event_types.disorder_type IS 'ACLED disorder type; null where ACLED has no such event.';

CREATE FUNCTION news.event_number(event_id uuid) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ('x' || substr(replace(event_id::text, '-', ''), 1, 15))::bit(60)::bigint
$$;
COMMENT ON FUNCTION news.event_number IS 'Number for data sets that know events by number: the first 60 bits of the id, the same in every warehouse.';

-- Names put together from a noun and a country tell their kind; others stand in the register.
CREATE FUNCTION news.acled_inter(name text, sector text, home text, country text, event_type text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN name IS NULL THEN 0
        WHEN name ~ '^(Military Forces|Police Forces|Government) of ' OR sector IN ('military', 'police', 'government') THEN
            CASE WHEN coalesce(home, regexp_replace(regexp_replace(name, '^.* of (the )?', ''), ' \(.*\)$', '')) = country
                 THEN 1 ELSE 8 END
        WHEN sector IN ('coalition', 'international') THEN 8
        WHEN sector IN ('rebels', 'opposition', 'separatists', 'jihadists', 'militants', 'kurds')
             OR name ~ '^(Rebels|Opposition|Separatists|Islamist militants|Kurdish forces) \(' THEN 2
        WHEN sector IN ('progov', 'militia', 'gunmen', 'criminals')
             OR name ~ '^(Pro-government forces|Militia|Unidentified Armed Group|Unidentified Gang) \(' THEN 3
        WHEN sector = 'tribal' OR name LIKE 'Tribal militias (%' THEN 4
        WHEN name LIKE 'Rioters%' OR name LIKE 'Protesters%' AND event_type = 'Riots' THEN 5
        WHEN name LIKE 'Protesters%' THEN 6
        WHEN name LIKE 'Civilians%' THEN 7
        ELSE 0 END
$$;
COMMENT ON FUNCTION news.acled_inter IS 'ACLED''s number for the kind of an actor: 1 state forces, 2 rebels, 3 political militias, 4 identity militias, 5 rioters, 6 protesters, 7 civilians, 8 external forces (states abroad, coalitions), 0 unknown.';

CREATE VIEW news.coded_events AS
SELECT e.*, t.disorder_type, t.acled_event_type, t.acled_sub_event, l.name AS place, l.admin1, l.country, l.lat, l.lon,
       c.iso2, c.iso3, c.iso_numeric, c.region,
       CASE e.date_precision WHEN 'day' THEN e.date_start ELSE e.date_start + (e.date_end - e.date_start) / 2 END AS event_date,
       news.acled_inter(e.actor1, r1.sector, r1.country, l.country, t.acled_event_type) AS inter1,
       news.acled_inter(e.actor2, r2.sector, r2.country, l.country, t.acled_event_type) AS inter2
FROM news.events e
JOIN news.event_types t USING (type)
JOIN news.locations l USING (location_id)
LEFT JOIN news.countries c ON c.country = l.country
LEFT JOIN news.actor_register r1 ON r1.name = e.actor1
LEFT JOIN news.actor_register r2 ON r2.name = e.actor2
WHERE e.status IN ('asserted', 'claimed') AND NOT e.background AND e.date_precision IN ('day', 'week', 'month')
  AND e.date_start IS NOT NULL;
COMMENT ON VIEW news.coded_events IS 'Events that happened (asserted or claimed, no background), placed and dated to a month or closer, with the codes other data sets use.';

CREATE VIEW news.acled_export AS
SELECT e.iso3 || news.event_number(e.event_id) AS event_id_cnty,
       e.event_date, extract(year FROM e.event_date)::integer AS year,
       CASE e.date_precision WHEN 'day' THEN 1 WHEN 'week' THEN 2 ELSE 3 END AS time_precision,
       e.disorder_type, e.acled_event_type AS event_type, e.acled_sub_event AS sub_event_type,
       e.actor1, nullif(array_to_string(e.assoc_actor1, '; '), '') AS assoc_actor_1, e.inter1,
       e.actor2, nullif(array_to_string(e.assoc_actor2, '; '), '') AS assoc_actor_2, e.inter2,
       CASE WHEN 0 IN (e.inter1, e.inter2) THEN greatest(e.inter1, e.inter2) * 10
            ELSE least(e.inter1, e.inter2) * 10 + greatest(e.inter1, e.inter2) END AS interaction,
       CASE WHEN e.civilian_targeting THEN 'Civilian targeting' END AS civilian_targeting,
       e.iso_numeric AS iso, e.region, e.country, e.admin1, NULL::text AS admin2, NULL::text AS admin3,
       e.place AS location, e.lat AS latitude, e.lon AS longitude, least(e.geo_precision, 3) AS geo_precision,
       told.source, told.source_scale, note.quote AS notes, coalesce(e.fatalities_best, 0) AS fatalities,
       nullif(concat_ws('; ',
           CASE WHEN e.status = 'claimed' THEN 'claimed by=' || coalesce(e.attribution, 'unnamed') END,
           CASE WHEN e.disputed THEN 'disputed' END,
           CASE WHEN e.fatalities_best IS NULL THEN 'fatalities not reported'
                WHEN e.fatalities_low <> e.fatalities_high THEN format('fatalities=%s-%s', e.fatalities_low, e.fatalities_high) END,
           CASE WHEN e.geo_precision > 3 THEN 'placed to the country only' END), '') AS tags,
       extract(epoch FROM e.valid_from)::bigint AS timestamp
FROM news.coded_events e
CROSS JOIN LATERAL (
    SELECT string_agg(DISTINCT coalesce(s.name, a.domain), '; ' ORDER BY coalesce(s.name, a.domain)) AS source,
           nullif(concat_ws('-', CASE WHEN bool_or(a.domain LIKE '%.' || lower(e.iso2)) THEN 'National' END,
                                 CASE WHEN bool_or(c.iso2 <> e.iso2) THEN 'International' END), '') AS source_scale
    FROM news.event_reports r
    JOIN news.articles a USING (article_id)
    LEFT JOIN news.sources s USING (source_id)
    LEFT JOIN news.countries c ON lower(c.iso2) = substring(a.domain FROM '\.([a-z][a-z])$')
    WHERE r.event_id = e.event_id AND a.is_canonical) AS told
LEFT JOIN LATERAL (
    SELECT m.quote
    FROM news.event_reports r
    JOIN news.articles a USING (article_id)
    JOIN news.event_mentions m USING (article_id, event_no)
    WHERE r.event_id = e.event_id AND a.is_canonical
    ORDER BY r.confidence DESC, r.background, m.mention_no, r.article_id, r.event_no LIMIT 1) AS note ON true
WHERE e.disorder_type IS NOT NULL AND e.iso3 IS NOT NULL;
COMMENT ON VIEW news.acled_export IS 'Events with ACLED''s column names and codes. Left out: what is denied, planned, negated, hypothetical or background, types ACLED has not, what is dated no closer than a year or has no country.';

CREATE VIEW news.ucdp_export AS
SELECT news.event_number(e.event_id) AS id, e.event_id::text AS relid, extract(year FROM e.event_date)::integer AS year,
       CASE WHEN e.civilian_targeting OR e.inter2 = 7 THEN 3
            WHEN e.inter1 IN (1, 8) OR e.inter2 IN (1, 8) THEN 1
            WHEN e.inter1 > 0 AND e.inter2 > 0 THEN 2 END AS type_of_violence,
       e.actor1 AS side_a, e.actor2 AS side_b, e.n_sources AS number_of_sources,
       CASE e.geo_precision WHEN 3 THEN 4 WHEN 4 THEN 6 ELSE e.geo_precision END AS where_prec,
       e.place AS where_coordinates, e.admin1 AS adm_1, e.lat AS latitude, e.lon AS longitude,
       (floor((e.lat + 90) * 2) * 720 + floor((e.lon + 180) * 2) + 1)::integer AS priogrid_gid,
       e.country, e.region, CASE WHEN e.date_precision = 'day' THEN 1 ELSE 2 END AS event_clarity,
       CASE WHEN e.date_precision = 'month' THEN 4 WHEN e.date_precision = 'week' THEN 3
            WHEN e.date_end > e.date_start THEN 2 ELSE 1 END AS date_prec,
       e.date_start, e.date_end,
       CASE WHEN e.civilian_targeting OR e.inter2 = 7 THEN e.fatalities_best ELSE 0 END AS deaths_civilians,
       CASE WHEN e.civilian_targeting OR e.inter2 = 7 THEN 0 ELSE e.fatalities_best END AS deaths_unknown,
       e.fatalities_best AS best, coalesce(e.fatalities_high, e.fatalities_best) AS high,
       coalesce(e.fatalities_low, e.fatalities_best) AS low
FROM news.coded_events e
WHERE e.disorder_type = 'Political violence' AND coalesce(e.fatalities_high, e.fatalities_best) > 0;
COMMENT ON VIEW news.ucdp_export IS 'Deadly organised violence laid out like UCDP GED, with low, best and high estimates. Deaths are not told by side: reports rarely do.';

CREATE VIEW news.gdelt_mentions AS
SELECT news.event_number(m.event_id) AS globaleventid,
       to_char(e.date_start, 'YYYYMMDD000000')::bigint AS eventtimedate,
       to_char(coalesce(a.crawled_at AT TIME ZONE 'UTC', a.published_start, a.first_day), 'YYYYMMDDHH24MISS')::bigint AS mentiontimedate,
       CASE WHEN a.url IS NULL THEN 2 ELSE 1 END AS mentiontype,
       coalesce(a.domain, s.name) AS mentionsourcename,
       coalesce(a.url, concat_ws('#', a.file, a.record)) AS mentionidentifier,
       m.sentence + 1 AS sentenceid, -1 AS actor1charoffset, -1 AS actor2charoffset, m.body_start AS actioncharoffset,
       1 AS inrawtext, round(r.confidence * 100)::integer AS confidence, length(a.body) AS mentiondoclen,
       NULL::double precision AS mentiondoctone, NULL::text AS mentiondoctranslationinfo,
       m.event_id, m.article_id, a.lang, a.is_canonical, m.status, m.attribution, m.fatalities, m.injured, m.quote
FROM news.event_mentions m
JOIN news.event_reports r USING (article_id, event_no)
JOIN news.articles a USING (article_id)
JOIN news.events e ON e.event_id = m.event_id
LEFT JOIN news.sources s USING (source_id);
COMMENT ON VIEW news.gdelt_mentions IS 'Every sentence that tells of an event, with the column names of GDELT''s mentions table first and what it lacks after them. Nothing is translated, and no tone is measured.';

DO $$
DECLARE v record; said text;
BEGIN
    FOR v IN SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
             WHERE c.oid IN ('news.coded_events'::regclass, 'news.acled_export'::regclass, 'news.ucdp_export'::regclass,
                             'news.gdelt_mentions'::regclass) LOOP
        said := CASE v.attname
            WHEN 'event_id_cnty' THEN 'Three letters of the country and the number of the event (news.event_number).'
            WHEN 'event_date' THEN 'The day; the middle of the week or month where it is not known.'
            WHEN 'year' THEN 'Year of that day.'
            WHEN 'time_precision' THEN '1 day, 2 week, 3 month.'
            WHEN 'event_type' THEN 'ACLED event type.'
            WHEN 'sub_event_type' THEN 'ACLED sub-event type.'
            WHEN 'assoc_actor_1' THEN 'Who acted with actor1, parted by "; ".'
            WHEN 'assoc_actor_2' THEN 'Who was acted upon with actor2, parted by "; ".'
            WHEN 'inter1' THEN 'Kind of actor1: 1 state forces, 2 rebels, 3 political militias, 4 identity militias, 5 rioters, 6 protesters, 7 civilians, 8 external forces, 0 unknown.'
            WHEN 'inter2' THEN 'Kind of actor2, as inter1.'
            WHEN 'interaction' THEN 'Both kinds, the smaller number first; one side alone: its number and 0.'
            WHEN 'civilian_targeting' THEN CASE v.relname WHEN 'acled_export' THEN '"Civilian targeting", or null.' ELSE 'True when the side acted upon is civilians.' END
            WHEN 'iso' THEN 'ISO 3166-1 number of the country.'
            WHEN 'admin2' THEN 'Not coded: null.'
            WHEN 'admin3' THEN 'Not coded: null.'
            WHEN 'location' THEN 'Name of the place.'
            WHEN 'place' THEN 'Name of the place.'
            WHEN 'latitude' THEN 'Latitude, degrees WGS84.'
            WHEN 'longitude' THEN 'Longitude, degrees WGS84.'
            WHEN 'geo_precision' THEN CASE v.relname WHEN 'acled_export' THEN '1 the place, 2 near it, 3 province; a country alone is 3 with a tag.' ELSE '1 exact, 2 near or part of a district, 3 province, 4 country.' END
            WHEN 'source' THEN 'Publishers that tell of it, copies of a text not counted, parted by "; ".'
            WHEN 'source_scale' THEN 'National where a publisher''s address ends in the country''s domain, International where it ends in another''s; null when addresses tell nothing.'
            WHEN 'notes' THEN 'The sentence that carries it in the best report, in its own language.'
            WHEN 'fatalities' THEN CASE v.relname WHEN 'acled_export' THEN 'Figure of the latest report that gives one; 0 when none does (see tags).' ELSE 'Dead as the sentence reports them.' END
            WHEN 'tags' THEN 'Who claims it, whether it is disputed, the range of fatalities, what is not known.'
            WHEN 'timestamp' THEN 'When this version was published, in seconds since 1970.'
            WHEN 'id' THEN 'Number of the event (news.event_number).'
            WHEN 'relid' THEN 'event_id of news.events.'
            WHEN 'type_of_violence' THEN '1 a state takes part, 2 between others, 3 against civilians; null when a side is unknown.'
            WHEN 'side_a' THEN 'The side that acted.'
            WHEN 'side_b' THEN 'The side acted upon.'
            WHEN 'number_of_sources' THEN 'Independent sources.'
            WHEN 'where_prec' THEN '1 exact, 2 near, 4 province, 6 country.'
            WHEN 'where_coordinates' THEN 'Name of the place.'
            WHEN 'adm_1' THEN 'Province or state, in English.'
            WHEN 'priogrid_gid' THEN 'Cell of PRIO-GRID (half a degree).'
            WHEN 'event_clarity' THEN '1 told as a single event of a day, 2 of a longer time.'
            WHEN 'date_prec' THEN '1 day, 2 two to six days, 3 week, 4 month.'
            WHEN 'deaths_civilians' THEN 'Best estimate where civilians were the target, else 0.'
            WHEN 'deaths_unknown' THEN 'Best estimate where they were not, else 0: reports rarely say whose dead they are.'
            WHEN 'best' THEN 'Figure of the latest report that gives one.'
            WHEN 'high' THEN 'Highest figure any report gives.'
            WHEN 'low' THEN 'Lowest figure any report gives.'
            WHEN 'globaleventid' THEN 'Number of the event (news.event_number).'
            WHEN 'eventtimedate' THEN 'First day of the event, YYYYMMDDHHMMSS.'
            WHEN 'mentiontimedate' THEN 'When the article was fetched, else published, else dropped, YYYYMMDDHHMMSS.'
            WHEN 'mentiontype' THEN '1 a page with an address, 2 a citation without one.'
            WHEN 'mentionsourcename' THEN 'Host of the page, else publisher.'
            WHEN 'mentionidentifier' THEN 'Address of the page, else drop and record.'
            WHEN 'sentenceid' THEN 'Number of the sentence in the body, from 1.'
            WHEN 'actor1charoffset' THEN 'Not kept: -1.'
            WHEN 'actor2charoffset' THEN 'Not kept: -1.'
            WHEN 'actioncharoffset' THEN 'First character of the sentence in the body.'
            WHEN 'inrawtext' THEN 'Always 1: events are read from the text itself.'
            WHEN 'confidence' THEN CASE v.relname WHEN 'gdelt_mentions' THEN 'Confidence of the extraction, percent.' ELSE 'Highest confidence among its reports.' END
            WHEN 'mentiondoclen' THEN 'Characters of the body.'
            WHEN 'mentiondoctone' THEN 'Not measured: null.'
            WHEN 'mentiondoctranslationinfo' THEN 'Null: no translation was needed.'
            ELSE (SELECT col_description(c.oid, a.attnum) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                  WHERE c.relnamespace = 'news'::regnamespace AND c.relkind = 'r' AND a.attname = v.attname
                    AND col_description(c.oid, a.attnum) IS NOT NULL
                  ORDER BY array_position(CASE v.relname WHEN 'gdelt_mentions' THEN ARRAY['event_mentions', 'articles'] ELSE ARRAY['events', 'event_types', 'locations', 'countries'] END::name[], c.relname) NULLS LAST LIMIT 1)
        END;
        EXECUTE format('COMMENT ON COLUMN news.%I.%I IS %L', v.relname, v.attname, said);
    END LOOP;
END $$;

GRANT SELECT ON news.countries, news.actor_register, news.coded_events, news.acled_export, news.ucdp_export, news.gdelt_mentions
    TO dropwire_loader, dropwire_reader;
GRANT INSERT, UPDATE, DELETE ON news.actor_register TO dropwire_loader;
