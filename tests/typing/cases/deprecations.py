"""Which functions type checkers call deprecated: those of retired models, and no others."""

from runware_openai import dall_e_2  # expect: deprecated
from runware_openai import dall_e_3  # expect: deprecated
from runware_openai import sora_2  # expect: deprecated
from runware_openai import sora_2_pro  # expect: deprecated
from runware_openai import gpt_image_1

dall_e_2("A lake", size="256x256")  # expect: deprecated
dall_e_3("A city", size="1024x1024")  # expect: deprecated
sora_2("A street", duration=4)  # expect: deprecated
sora_2_pro("A coast", duration=4)  # expect: deprecated
gpt_image_1("A watch", size="1024x1024")
