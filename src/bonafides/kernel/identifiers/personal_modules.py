"""The modules of python-stdnum 2.2 whose numbers are natural persons': no scheme of a subject may use one.

First those that identify people only; then tax numbers whose validator also accepts a person's number. Read
off the modules' own descriptions; a test holds that each with a birth date or a gender is here.
"""

_PEOPLE = """
ar.dni at.vnr be.bis be.eid be.nn be.ssn bg.egn bg.pnf br.cpf ca.bc_phn ca.sin ch.ssn cn.ric cr.cpf cr.cr
cu.ni cz.rc de.idnr dk.cpr do.cedula ec.ci ee.ik es.dni es.nie fi.hetu fi.veronumero fr.nif fr.nir gb.nhs
gb.upn gr.amka id.nik ie.pps il.idnr in_.aadhaar in_.epic in_.vid it.codicefiscale jp.in_ kr.rrn
lt.asmens mu.nid mx.curp my.nric nl.bsn nl.identiteitskaartnummer nl.onderwijsnummer no.fodselsnummer
pe.cui pk.cnic pl.pesel pt.cc ro.cnp se.personnummer si.emso sk.rc th.pin tr.tckimlik ua.rntrc us.atin
us.itin us.ptin us.ssn za.idnr
"""

_PEOPLE_TOO = """
bg.vat cz.dic ec.ruc es.nif eu.vat hr.oib in_.pan is_.kennitala li.peid lv.pvn mx.rfc pe.ruc ro.cf th.tin
us.tin vatin
"""

PERSONAL = frozenset((_PEOPLE + _PEOPLE_TOO).split())
