"""Real tables that the repository does not ship: where each comes from and how to recognise it.

The addresses are recorded from a public mirror and were not tried by the authors. No licence was
verified at its source, which is why the tables are not part of the repository.
"""

from course_lib.datasets.batista_tables import BATISTA_TABLES
from course_lib.datasets.real_table import RealTable

_MIRROR = "https://raw.githubusercontent.com/jbrownlee/Datasets/master/"


def _mirrored(file_name, sha256, citation, features=()):
    address = _MIRROR + file_name
    return RealTable(f"smote2002/{file_name}", sha256, address, address, 1, citation,
                     features=features)  # fmt: skip


TABLES = {
    "mammography": _mirrored(
        "mammography.csv",
        "7d3dea3f075f30bbdbb8980e7725684059b4fe3d0f850fadd0f635f6993d8730",
        "Woods, Doss, Bowyer, Solka, Priebe and Kegelmeyer (1993), Comparative evaluation of "
        "pattern recognition techniques for detection of microcalcifications in mammography, "
        "International Journal of Pattern Recognition and Artificial Intelligence 7(6), 1417-1436",
    ),
    "oil_spill": _mirrored(
        "oil-spill.csv",
        "acd090bfa475d6247183c53683a344235136e4e9133d99259ae7fe692870c0f0",
        "Kubat, Holte and Matwin (1998), Machine learning for the detection of oil spills in "
        "satellite radar images, Machine Learning 30, 195-215",
    ),
    "phoneme": _mirrored(
        "phoneme.csv",
        "eacbb9f7a2b2135d067bff28ed7b9adb760f61f5e91f375f91e22e7e42ace24d",
        "Alinat (1993), Periodic Progress Report 4, ROARS project, ESPRIT II 5516, "
        "Thomson report TS. ASM 93/S/EGS/NC/079",
        features=tuple(f"harmonic {i}" for i in range(1, 6)),
    ),
    "pima": _mirrored(
        "pima-indians-diabetes.csv",
        "6bfe5d0f379d17a0e0819b996407e3c09bf80febd4287f2ed212190dfff154af",
        "Smith, Everhart, Dickson, Knowler and Johannes (1988), Using the ADAP learning algorithm "
        "to forecast the onset of diabetes mellitus, Symposium on Computer Applications and "
        "Medical Care, 261-265",
        features=("pregnancies", "glucose", "blood pressure", "skin thickness", "insulin",
                  "body mass index", "pedigree", "age"),
    ),
    "haberman": RealTable(
        path="batista15/haberman.csv",
        sha256="a471b7727bda98a053f020a28f71719afe1faba2dec4e86a795650551d9d754b",
        address=None,
        by_hand="haberman.data from https://archive.ics.uci.edu/dataset/43/haberman+s+survival, "
        "with the line 'age,year,nodes,target' on top and the last column's 1 and 2 written as "
        "0 and 1",
        minority_label=1,
        citation="Haberman (1976), Generalized residuals for log-linear models, Proceedings of the "
        "9th International Biometrics Conference, Boston, 104-122",
        features=("age", "year", "nodes"),
        has_header=True,
    ),
    "car_insurance": RealTable(
        path="vehicle_insurance_fraud/fraud_oracle.csv",
        sha256="8bb5870f82bb78cceb2bee7747c68c2a8d617af4e22b2de55fbb40c214883255",
        address=None,
        by_hand="fraud_oracle.csv, 'Vehicle Claim Fraud Detection' on Kaggle, 15,420 rows",
        minority_label=1,
        citation="Phua, Alahakoon and Lee (2004), Minority report in fraud detection: "
        "classification of skewed data, ACM SIGKDD Explorations 6(1), 50-59",
        has_header=True,
    ),
    "adult": RealTable(
        path="smote2002/adult-train.csv",
        sha256="5b00264637dbfec36bdeaab5676b0b309ff9eb788d63554ca0a249491c86603d",
        address=None,
        by_hand="adult.data from https://archive.ics.uci.edu/dataset/2/adult",
        minority_label=">50K",
        citation="Kohavi (1996), Scaling up the accuracy of naive-Bayes classifiers: a "
        "decision-tree hybrid, Proceedings of the 2nd International Conference on Knowledge "
        "Discovery and Data Mining, 202-207",
        features=("age", "workclass", "fnlwgt", "education", "education-num", "marital-status",
                  "occupation", "relationship", "race", "sex", "capital-gain", "capital-loss",
                  "hours-per-week", "native-country"),
    ),
    "handbook_transactions": RealTable(
        path="fraud_handbook/transformed_3weeks.parquet",
        sha256="a66a9e2974a63e3cfa7b80d257bbf8eb5efeff765a282d83b6162e884ff07308",
        of_content=True,
        address=None,
        by_hand="the daily files of 2018-07-25 to 2018-08-14 from "
        "https://github.com/Fraud-Detection-Handbook/simulated-data-transformed, stacked in order "
        "of time with a new index and saved as Parquet",
        minority_label=1,
        citation="Le Borgne, Siblini, Lebichot and Bontempi (2022), Reproducible Machine Learning "
        "for Credit Card Fraud Detection: Practical Handbook, Universite Libre de Bruxelles",
        licence="GPL-3.0, recalled and not verified",
    ),
    "european_cards_sample": RealTable(
        path="creditcard_ulb/creditcard_sample_union.parquet",
        sha256="7a40823d498c935051755159e7df60260dc2b3f2d95a3eb5063d2bafe4f5349c",
        of_content=True,
        address=None,
        by_hand="it from whoever gave you the folder: it was joined from public extracts of the "
        "full table and has no home of its own (`load_european_cards` loads the full table)",
        minority_label=1,
        citation="Dal Pozzolo, Caelen, Johnson and Bontempi (2015), Calibrating probability with "
        "undersampling for unbalanced classification, IEEE Symposium on Computational Intelligence "
        "and Data Mining",
        licence="Open Database Licence, recalled and not verified",
    ),
    "providers": RealTable(
        path="provider_fraud/provider_features_70col.csv",
        sha256="ce9f3b175529a11652b1d479a557909023505579cbf653d2e387f153780e0a63",
        of_content=True,
        address=None,
        by_hand="'Healthcare Provider Fraud Detection Analysis' on Kaggle, aggregated per provider "
        "to the 68 columns that the docstring of `load_providers` describes",
        minority_label=1,
        citation="Healthcare Provider Fraud Detection Analysis (2019), Kaggle",
        has_header=True,
    ),
    **BATISTA_TABLES,
}  # fmt: skip
