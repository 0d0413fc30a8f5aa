-- Events as other data sets lay them out: ACLED, UCDP GED, GDELT mentions. Views only: each row is one of news.events.
CREATE TABLE news.countries (
    country     text PRIMARY KEY,
    iso2        text NOT NULL,
    iso3        text NOT NULL,
    iso_numeric integer NOT NULL,
    tld         text NOT NULL,
    region      text NOT NULL
);
COMMENT ON TABLE news.countries IS 'Countries by the name events carry, with their codes and the region ACLED counts them to. States without a code bear that of the country they are in.';
COMMENT ON COLUMN news.countries.country IS 'Name in English, as in news.locations.';
COMMENT ON COLUMN news.countries.iso2 IS 'ISO 3166-1 code of two letters.';
COMMENT ON COLUMN news.countries.iso3 IS 'ISO 3166-1 code of three letters.';
COMMENT ON COLUMN news.countries.iso_numeric IS 'ISO 3166-1 number; 0 where there is none.';
COMMENT ON COLUMN news.countries.tld IS 'Top-level domain of the country.';
COMMENT ON COLUMN news.countries.region IS 'Region as ACLED names it.';
INSERT INTO news.countries VALUES
    ('Afghanistan', 'AF', 'AFG', 4, '.af', 'Caucasus and Central Asia'),
    ('Aland Islands', 'AX', 'ALA', 248, '.ax', 'Europe'), ('Albania', 'AL', 'ALB', 8, '.al', 'Europe'),
    ('Algeria', 'DZ', 'DZA', 12, '.dz', 'Northern Africa'), ('American Samoa', 'AS', 'ASM', 16, '.as', 'Oceania'),
    ('Andorra', 'AD', 'AND', 20, '.ad', 'Europe'), ('Angola', 'AO', 'AGO', 24, '.ao', 'Middle Africa'),
    ('Anguilla', 'AI', 'AIA', 660, '.ai', 'Caribbean'), ('Antarctica', 'AQ', 'ATA', 10, '.aq', 'Antarctica'),
    ('Antigua and Barbuda', 'AG', 'ATG', 28, '.ag', 'Caribbean'),
    ('Argentina', 'AR', 'ARG', 32, '.ar', 'South America'),
    ('Armenia', 'AM', 'ARM', 51, '.am', 'Caucasus and Central Asia'),
    ('Artsakh', 'AZ', 'AZE', 31, '.az', 'Caucasus and Central Asia'), ('Aruba', 'AW', 'ABW', 533, '.aw', 'Caribbean'),
    ('Australia', 'AU', 'AUS', 36, '.au', 'Oceania'), ('Austria', 'AT', 'AUT', 40, '.at', 'Europe'),
    ('Azerbaijan', 'AZ', 'AZE', 31, '.az', 'Caucasus and Central Asia'),
    ('Bahamas', 'BS', 'BHS', 44, '.bs', 'Caribbean'), ('Bahrain', 'BH', 'BHR', 48, '.bh', 'Middle East'),
    ('Bangladesh', 'BD', 'BGD', 50, '.bd', 'South Asia'), ('Barbados', 'BB', 'BRB', 52, '.bb', 'Caribbean'),
    ('Belarus', 'BY', 'BLR', 112, '.by', 'Europe'), ('Belgium', 'BE', 'BEL', 56, '.be', 'Europe'),
    ('Belize', 'BZ', 'BLZ', 84, '.bz', 'Central America'), ('Benin', 'BJ', 'BEN', 204, '.bj', 'Western Africa'),
    ('Bermuda', 'BM', 'BMU', 60, '.bm', 'North America'), ('Bhutan', 'BT', 'BTN', 64, '.bt', 'South Asia'),
    ('Bolivia', 'BO', 'BOL', 68, '.bo', 'South America'),
    ('Bonaire, Saint Eustatius and Saba', 'BQ', 'BES', 535, '.bq', 'Caribbean'),
    ('Bosnia and Herzegovina', 'BA', 'BIH', 70, '.ba', 'Europe'),
    ('Botswana', 'BW', 'BWA', 72, '.bw', 'Southern Africa'), ('Bouvet Island', 'BV', 'BVT', 74, '.bv', 'Antarctica'),
    ('Brazil', 'BR', 'BRA', 76, '.br', 'South America'),
    ('British Indian Ocean Territory', 'IO', 'IOT', 86, '.io', 'Eastern Africa'),
    ('British Virgin Islands', 'VG', 'VGB', 92, '.vg', 'Caribbean'),
    ('Brunei', 'BN', 'BRN', 96, '.bn', 'Southeast Asia'), ('Bulgaria', 'BG', 'BGR', 100, '.bg', 'Europe'),
    ('Burkina Faso', 'BF', 'BFA', 854, '.bf', 'Western Africa'), ('Burundi', 'BI', 'BDI', 108, '.bi', 'Eastern Africa'),
    ('Cambodia', 'KH', 'KHM', 116, '.kh', 'Southeast Asia'), ('Cameroon', 'CM', 'CMR', 120, '.cm', 'Middle Africa'),
    ('Canada', 'CA', 'CAN', 124, '.ca', 'North America'), ('Cape Verde', 'CV', 'CPV', 132, '.cv', 'Western Africa'),
    ('Cayman Islands', 'KY', 'CYM', 136, '.ky', 'Caribbean'),
    ('Central African Republic', 'CF', 'CAF', 140, '.cf', 'Middle Africa'),
    ('Chad', 'TD', 'TCD', 148, '.td', 'Middle Africa'), ('Chile', 'CL', 'CHL', 152, '.cl', 'South America'),
    ('China', 'CN', 'CHN', 156, '.cn', 'East Asia'), ('Christmas Island', 'CX', 'CXR', 162, '.cx', 'Oceania'),
    ('Cocos Islands', 'CC', 'CCK', 166, '.cc', 'Oceania'), ('Colombia', 'CO', 'COL', 170, '.co', 'South America'),
    ('Comoros', 'KM', 'COM', 174, '.km', 'Eastern Africa'), ('Cook Islands', 'CK', 'COK', 184, '.ck', 'Oceania'),
    ('Costa Rica', 'CR', 'CRI', 188, '.cr', 'Central America'), ('Croatia', 'HR', 'HRV', 191, '.hr', 'Europe'),
    ('Cuba', 'CU', 'CUB', 192, '.cu', 'Caribbean'), ('Curacao', 'CW', 'CUW', 531, '.cw', 'Caribbean'),
    ('Cyprus', 'CY', 'CYP', 196, '.cy', 'Europe'), ('Czech Republic', 'CZ', 'CZE', 203, '.cz', 'Europe'),
    ('Democratic Republic of Congo', 'CD', 'COD', 180, '.cd', 'Middle Africa'),
    ('Denmark', 'DK', 'DNK', 208, '.dk', 'Europe'), ('Djibouti', 'DJ', 'DJI', 262, '.dj', 'Eastern Africa'),
    ('Dominica', 'DM', 'DMA', 212, '.dm', 'Caribbean'), ('Dominican Republic', 'DO', 'DOM', 214, '.do', 'Caribbean'),
    ('Ecuador', 'EC', 'ECU', 218, '.ec', 'South America'), ('Egypt', 'EG', 'EGY', 818, '.eg', 'Northern Africa'),
    ('El Salvador', 'SV', 'SLV', 222, '.sv', 'Central America'),
    ('Equatorial Guinea', 'GQ', 'GNQ', 226, '.gq', 'Middle Africa'),
    ('Eritrea', 'ER', 'ERI', 232, '.er', 'Eastern Africa'), ('Estonia', 'EE', 'EST', 233, '.ee', 'Europe'),
    ('Eswatini', 'SZ', 'SWZ', 748, '.sz', 'Southern Africa'), ('Ethiopia', 'ET', 'ETH', 231, '.et', 'Eastern Africa'),
    ('Falkland Islands', 'FK', 'FLK', 238, '.fk', 'South America'),
    ('Faroe Islands', 'FO', 'FRO', 234, '.fo', 'Europe'), ('Fiji', 'FJ', 'FJI', 242, '.fj', 'Oceania'),
    ('Finland', 'FI', 'FIN', 246, '.fi', 'Europe'), ('France', 'FR', 'FRA', 250, '.fr', 'Europe'),
    ('French Guiana', 'GF', 'GUF', 254, '.gf', 'South America'),
    ('French Polynesia', 'PF', 'PYF', 258, '.pf', 'Oceania'),
    ('French Southern Territories', 'TF', 'ATF', 260, '.tf', 'Antarctica'),
    ('Gabon', 'GA', 'GAB', 266, '.ga', 'Middle Africa'), ('Gambia', 'GM', 'GMB', 270, '.gm', 'Western Africa'),
    ('Georgia', 'GE', 'GEO', 268, '.ge', 'Caucasus and Central Asia'), ('Germany', 'DE', 'DEU', 276, '.de', 'Europe'),
    ('Ghana', 'GH', 'GHA', 288, '.gh', 'Western Africa'), ('Gibraltar', 'GI', 'GIB', 292, '.gi', 'Europe'),
    ('Greece', 'GR', 'GRC', 300, '.gr', 'Europe'), ('Greenland', 'GL', 'GRL', 304, '.gl', 'North America'),
    ('Grenada', 'GD', 'GRD', 308, '.gd', 'Caribbean'), ('Guadeloupe', 'GP', 'GLP', 312, '.gp', 'Caribbean'),
    ('Guam', 'GU', 'GUM', 316, '.gu', 'Oceania'), ('Guatemala', 'GT', 'GTM', 320, '.gt', 'Central America'),
    ('Guernsey', 'GG', 'GGY', 831, '.gg', 'Europe'), ('Guinea', 'GN', 'GIN', 324, '.gn', 'Western Africa'),
    ('Guinea-Bissau', 'GW', 'GNB', 624, '.gw', 'Western Africa'), ('Guyana', 'GY', 'GUY', 328, '.gy', 'South America'),
    ('Haiti', 'HT', 'HTI', 332, '.ht', 'Caribbean'),
    ('Heard Island and McDonald Islands', 'HM', 'HMD', 334, '.hm', 'Antarctica'),
    ('Honduras', 'HN', 'HND', 340, '.hn', 'Central America'),
    ('Hong Kong SAR China', 'HK', 'HKG', 344, '.hk', 'East Asia'), ('Hungary', 'HU', 'HUN', 348, '.hu', 'Europe'),
    ('Iceland', 'IS', 'ISL', 352, '.is', 'Europe'), ('India', 'IN', 'IND', 356, '.in', 'South Asia'),
    ('Indonesia', 'ID', 'IDN', 360, '.id', 'Southeast Asia'), ('Iran', 'IR', 'IRN', 364, '.ir', 'Middle East'),
    ('Iraq', 'IQ', 'IRQ', 368, '.iq', 'Middle East'), ('Ireland', 'IE', 'IRL', 372, '.ie', 'Europe'),
    ('Isle of Man', 'IM', 'IMN', 833, '.im', 'Europe'), ('Israel', 'IL', 'ISR', 376, '.il', 'Middle East'),
    ('Italy', 'IT', 'ITA', 380, '.it', 'Europe'), ('Ivory Coast', 'CI', 'CIV', 384, '.ci', 'Western Africa'),
    ('Jamaica', 'JM', 'JAM', 388, '.jm', 'Caribbean'), ('Japan', 'JP', 'JPN', 392, '.jp', 'East Asia'),
    ('Jersey', 'JE', 'JEY', 832, '.je', 'Europe'), ('Jordan', 'JO', 'JOR', 400, '.jo', 'Middle East'),
    ('Kazakhstan', 'KZ', 'KAZ', 398, '.kz', 'Caucasus and Central Asia'),
    ('Kenya', 'KE', 'KEN', 404, '.ke', 'Eastern Africa'), ('Kiribati', 'KI', 'KIR', 296, '.ki', 'Oceania'),
    ('Kosovo', 'XK', 'XKX', 0, '.xk', 'Europe'), ('Kuwait', 'KW', 'KWT', 414, '.kw', 'Middle East'),
    ('Kyrgyzstan', 'KG', 'KGZ', 417, '.kg', 'Caucasus and Central Asia'),
    ('Laos', 'LA', 'LAO', 418, '.la', 'Southeast Asia'), ('Latvia', 'LV', 'LVA', 428, '.lv', 'Europe'),
    ('Lebanon', 'LB', 'LBN', 422, '.lb', 'Middle East'), ('Lesotho', 'LS', 'LSO', 426, '.ls', 'Southern Africa'),
    ('Liberia', 'LR', 'LBR', 430, '.lr', 'Western Africa'), ('Libya', 'LY', 'LBY', 434, '.ly', 'Northern Africa'),
    ('Liechtenstein', 'LI', 'LIE', 438, '.li', 'Europe'), ('Lithuania', 'LT', 'LTU', 440, '.lt', 'Europe'),
    ('Luxembourg', 'LU', 'LUX', 442, '.lu', 'Europe'), ('Macao SAR China', 'MO', 'MAC', 446, '.mo', 'East Asia'),
    ('Madagascar', 'MG', 'MDG', 450, '.mg', 'Eastern Africa'), ('Malawi', 'MW', 'MWI', 454, '.mw', 'Eastern Africa'),
    ('Malaysia', 'MY', 'MYS', 458, '.my', 'Southeast Asia'), ('Maldives', 'MV', 'MDV', 462, '.mv', 'South Asia'),
    ('Mali', 'ML', 'MLI', 466, '.ml', 'Western Africa'), ('Malta', 'MT', 'MLT', 470, '.mt', 'Europe'),
    ('Marshall Islands', 'MH', 'MHL', 584, '.mh', 'Oceania'), ('Martinique', 'MQ', 'MTQ', 474, '.mq', 'Caribbean'),
    ('Mauritania', 'MR', 'MRT', 478, '.mr', 'Western Africa'), ('Mauritius', 'MU', 'MUS', 480, '.mu', 'Eastern Africa'),
    ('Mayotte', 'YT', 'MYT', 175, '.yt', 'Eastern Africa'), ('Mexico', 'MX', 'MEX', 484, '.mx', 'North America'),
    ('Micronesia', 'FM', 'FSM', 583, '.fm', 'Oceania'), ('Moldova', 'MD', 'MDA', 498, '.md', 'Europe'),
    ('Monaco', 'MC', 'MCO', 492, '.mc', 'Europe'), ('Mongolia', 'MN', 'MNG', 496, '.mn', 'East Asia'),
    ('Montenegro', 'ME', 'MNE', 499, '.me', 'Europe'), ('Montserrat', 'MS', 'MSR', 500, '.ms', 'Caribbean'),
    ('Morocco', 'MA', 'MAR', 504, '.ma', 'Northern Africa'), ('Mozambique', 'MZ', 'MOZ', 508, '.mz', 'Eastern Africa'),
    ('Myanmar', 'MM', 'MMR', 104, '.mm', 'Southeast Asia'), ('Namibia', 'NA', 'NAM', 516, '.na', 'Southern Africa'),
    ('Nauru', 'NR', 'NRU', 520, '.nr', 'Oceania'), ('Nepal', 'NP', 'NPL', 524, '.np', 'South Asia'),
    ('Netherlands', 'NL', 'NLD', 528, '.nl', 'Europe'), ('New Caledonia', 'NC', 'NCL', 540, '.nc', 'Oceania'),
    ('New Zealand', 'NZ', 'NZL', 554, '.nz', 'Oceania'), ('Nicaragua', 'NI', 'NIC', 558, '.ni', 'Central America'),
    ('Niger', 'NE', 'NER', 562, '.ne', 'Western Africa'), ('Nigeria', 'NG', 'NGA', 566, '.ng', 'Western Africa'),
    ('Niue', 'NU', 'NIU', 570, '.nu', 'Oceania'), ('Norfolk Island', 'NF', 'NFK', 574, '.nf', 'Oceania'),
    ('North Korea', 'KP', 'PRK', 408, '.kp', 'East Asia'), ('North Macedonia', 'MK', 'MKD', 807, '.mk', 'Europe'),
    ('Northern Mariana Islands', 'MP', 'MNP', 580, '.mp', 'Oceania'), ('Norway', 'NO', 'NOR', 578, '.no', 'Europe'),
    ('Oman', 'OM', 'OMN', 512, '.om', 'Middle East'), ('Pakistan', 'PK', 'PAK', 586, '.pk', 'South Asia'),
    ('Palau', 'PW', 'PLW', 585, '.pw', 'Oceania'), ('Palestine', 'PS', 'PSE', 275, '.ps', 'Middle East'),
    ('Panama', 'PA', 'PAN', 591, '.pa', 'Central America'), ('Papua New Guinea', 'PG', 'PNG', 598, '.pg', 'Oceania'),
    ('Paraguay', 'PY', 'PRY', 600, '.py', 'South America'), ('Peru', 'PE', 'PER', 604, '.pe', 'South America'),
    ('Philippines', 'PH', 'PHL', 608, '.ph', 'Southeast Asia'), ('Pitcairn', 'PN', 'PCN', 612, '.pn', 'Oceania'),
    ('Poland', 'PL', 'POL', 616, '.pl', 'Europe'), ('Portugal', 'PT', 'PRT', 620, '.pt', 'Europe'),
    ('Puerto Rico', 'PR', 'PRI', 630, '.pr', 'Caribbean'), ('Qatar', 'QA', 'QAT', 634, '.qa', 'Middle East'),
    ('Republic of Congo', 'CG', 'COG', 178, '.cg', 'Middle Africa'), ('Romania', 'RO', 'ROU', 642, '.ro', 'Europe'),
    ('Russia', 'RU', 'RUS', 643, '.ru', 'Europe'), ('Rwanda', 'RW', 'RWA', 646, '.rw', 'Eastern Africa'),
    ('Réunion', 'RE', 'REU', 638, '.re', 'Eastern Africa'), ('Saint Barthelemy', 'BL', 'BLM', 652, '.gp', 'Caribbean'),
    ('Saint Helena', 'SH', 'SHN', 654, '.sh', 'Western Africa'),
    ('Saint Kitts and Nevis', 'KN', 'KNA', 659, '.kn', 'Caribbean'),
    ('Saint Lucia', 'LC', 'LCA', 662, '.lc', 'Caribbean'), ('Saint Martin', 'MF', 'MAF', 663, '.gp', 'Caribbean'),
    ('Saint Pierre and Miquelon', 'PM', 'SPM', 666, '.pm', 'North America'),
    ('Saint Vincent and the Grenadines', 'VC', 'VCT', 670, '.vc', 'Caribbean'),
    ('Samoa', 'WS', 'WSM', 882, '.ws', 'Oceania'), ('San Marino', 'SM', 'SMR', 674, '.sm', 'Europe'),
    ('Sao Tome and Principe', 'ST', 'STP', 678, '.st', 'Middle Africa'),
    ('Saudi Arabia', 'SA', 'SAU', 682, '.sa', 'Middle East'), ('Senegal', 'SN', 'SEN', 686, '.sn', 'Western Africa'),
    ('Serbia', 'RS', 'SRB', 688, '.rs', 'Europe'), ('Seychelles', 'SC', 'SYC', 690, '.sc', 'Eastern Africa'),
    ('Sierra Leone', 'SL', 'SLE', 694, '.sl', 'Western Africa'),
    ('Singapore', 'SG', 'SGP', 702, '.sg', 'Southeast Asia'), ('Sint Maarten', 'SX', 'SXM', 534, '.sx', 'Caribbean'),
    ('Slovakia', 'SK', 'SVK', 703, '.sk', 'Europe'), ('Slovenia', 'SI', 'SVN', 705, '.si', 'Europe'),
    ('Solomon Islands', 'SB', 'SLB', 90, '.sb', 'Oceania'), ('Somalia', 'SO', 'SOM', 706, '.so', 'Eastern Africa'),
    ('Somaliland', 'SO', 'SOM', 706, '.so', 'Eastern Africa'),
    ('South Africa', 'ZA', 'ZAF', 710, '.za', 'Southern Africa'),
    ('South Georgia and the South Sandwich Islands', 'GS', 'SGS', 239, '.gs', 'Antarctica'),
    ('South Korea', 'KR', 'KOR', 410, '.kr', 'East Asia'), ('South Sudan', 'SS', 'SSD', 728, '.ss', 'Eastern Africa'),
    ('Spain', 'ES', 'ESP', 724, '.es', 'Europe'), ('Sri Lanka', 'LK', 'LKA', 144, '.lk', 'South Asia'),
    ('Sudan', 'SD', 'SDN', 729, '.sd', 'Northern Africa'), ('Suriname', 'SR', 'SUR', 740, '.sr', 'South America'),
    ('Svalbard and Jan Mayen', 'SJ', 'SJM', 744, '.sj', 'Europe'), ('Sweden', 'SE', 'SWE', 752, '.se', 'Europe'),
    ('Switzerland', 'CH', 'CHE', 756, '.ch', 'Europe'), ('Syria', 'SY', 'SYR', 760, '.sy', 'Middle East'),
    ('Taiwan', 'TW', 'TWN', 158, '.tw', 'East Asia'),
    ('Tajikistan', 'TJ', 'TJK', 762, '.tj', 'Caucasus and Central Asia'),
    ('Tanzania', 'TZ', 'TZA', 834, '.tz', 'Eastern Africa'), ('Thailand', 'TH', 'THA', 764, '.th', 'Southeast Asia'),
    ('Timor-Leste', 'TL', 'TLS', 626, '.tl', 'Southeast Asia'), ('Togo', 'TG', 'TGO', 768, '.tg', 'Western Africa'),
    ('Tokelau', 'TK', 'TKL', 772, '.tk', 'Oceania'), ('Tonga', 'TO', 'TON', 776, '.to', 'Oceania'),
    ('Trinidad and Tobago', 'TT', 'TTO', 780, '.tt', 'Caribbean'),
    ('Tunisia', 'TN', 'TUN', 788, '.tn', 'Northern Africa'), ('Turkey', 'TR', 'TUR', 792, '.tr', 'Middle East'),
    ('Turkmenistan', 'TM', 'TKM', 795, '.tm', 'Caucasus and Central Asia'),
    ('Turks and Caicos Islands', 'TC', 'TCA', 796, '.tc', 'Caribbean'), ('Tuvalu', 'TV', 'TUV', 798, '.tv', 'Oceania'),
    ('U.S. Virgin Islands', 'VI', 'VIR', 850, '.vi', 'Caribbean'),
    ('Uganda', 'UG', 'UGA', 800, '.ug', 'Eastern Africa'), ('Ukraine', 'UA', 'UKR', 804, '.ua', 'Europe'),
    ('United Arab Emirates', 'AE', 'ARE', 784, '.ae', 'Middle East'),
    ('United Kingdom', 'GB', 'GBR', 826, '.uk', 'Europe'), ('United States', 'US', 'USA', 840, '.us', 'North America'),
    ('United States Minor Outlying Islands', 'UM', 'UMI', 581, '.um', 'Oceania'),
    ('Uruguay', 'UY', 'URY', 858, '.uy', 'South America'),
    ('Uzbekistan', 'UZ', 'UZB', 860, '.uz', 'Caucasus and Central Asia'),
    ('Vanuatu', 'VU', 'VUT', 548, '.vu', 'Oceania'), ('Vatican', 'VA', 'VAT', 336, '.va', 'Europe'),
    ('Venezuela', 'VE', 'VEN', 862, '.ve', 'South America'), ('Vietnam', 'VN', 'VNM', 704, '.vn', 'Southeast Asia'),
    ('Wallis and Futuna', 'WF', 'WLF', 876, '.wf', 'Oceania'),
    ('Western Sahara', 'EH', 'ESH', 732, '.eh', 'Northern Africa'), ('Yemen', 'YE', 'YEM', 887, '.ye', 'Middle East'),
    ('Zambia', 'ZM', 'ZMB', 894, '.zm', 'Southern Africa'), ('Zimbabwe', 'ZW', 'ZWE', 716, '.zw', 'Southern Africa');

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
       c.iso3, c.iso_numeric, c.tld, c.region,
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
           -- two letters are a country's, but for those sold to everybody
           nullif(concat_ws('-', CASE WHEN bool_or(right(a.domain, 3) = e.tld) THEN 'National' END,
                                 CASE WHEN bool_or(a.domain ~ '\.(?!ai|cc|co|fm|io|me|tv|ws)[a-z]{2}$' AND right(a.domain, 3) <> e.tld)
                                      THEN 'International' END), '') AS source_scale
    FROM news.event_reports r
    JOIN news.articles a USING (article_id)
    LEFT JOIN news.sources s USING (source_id)
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
