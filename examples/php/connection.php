<?php
// The way to the service: SoapClient makes the calls from the WSDL, and a call whose answer was lost is sent again unchanged.

/** The service understood the call and will not do it, now or later: a person has to look. */
class Refused extends RuntimeException {}

/** Nobody answered, however often we asked. The call may have been carried out or not: the same again later is right. */
class NoAnswer extends RuntimeException {}

class Connection
{
    private array $clients = [];
    private string $url;
    private array $login;

    public function __construct()
    {
        $this->url = rtrim(setting('TILLBRIDGE_URL'), '/');
        // The password is never an argument: every user of the machine can see those.
        $file = getenv('TILLBRIDGE_PASSWORD_FILE');
        $password = $file === false ? setting('TILLBRIDGE_PASSWORD') : trim(file_get_contents($file));
        $this->login = ['StoreId' => setting('TILLBRIDGE_STORE'), 'UserName' => setting('TILLBRIDGE_USER'), 'Password' => $password];
    }

    /** One operation; returns its Result. Waits and repeats where that helps, else ends in Refused or NoAnswer. */
    public function call(string $service, string $operation, array $arguments): object
    {
        foreach ([...explode(' ', getenv('TILLBRIDGE_WAITS') ?: '5 15 60 300'), null] as $wait) {
            try {
                return $this->client($service)->$operation(['Credentials' => $this->login] + $arguments)->Result;
            } catch (SoapFault $fault) {
                $told = $fault->detail->ServiceFault ?? null;
                if ($told === null) {                    // not the service's own: the line broke, a time-out, a proxy's error page
                    $problem = "no answer ({$fault->getMessage()})";
                } else {
                    $property = $told->Extras->Property ?? [];   // in a fault a list of one is the one itself
                    $extras = array_column(is_array($property) ? $property : [$property], 'Value', 'Name');
                    $problem = "$told->Code: $told->Message";
                    if (!filter_var($told->Retryable, FILTER_VALIDATE_BOOLEAN)) {
                        throw new Refused("$operation: $problem\n  request $told->RequestId, help: " . ($extras['help'] ?? ''));
                    }
                    $wait = $wait === null ? null : max((float) $wait, (float) ($extras['retry_after_seconds'] ?? 0));
                }
            }
            if ($wait === null) {
                throw new NoAnswer("$operation: $problem");
            }
            fwrite(STDERR, "$operation: $problem; the same again in $wait s\n");
            usleep((int) round($wait * 1e6));
        }
    }

    /** Reads the WSDL when first needed, so that a lost WSDL is repeated like a lost call. Certificates are checked by default. */
    private function client(string $service): SoapClient
    {
        ini_set('default_socket_timeout', '300');        // a call that we give up is carried out all the same
        return $this->clients[$service] ??= new SoapClient("$this->url/soap/$service?wsdl", [
            'location' => "$this->url/soap/$service",
            'features' => SOAP_SINGLE_ELEMENT_ARRAYS,    // lists are arrays, also with one entry
            'cache_wsdl' => WSDL_CACHE_NONE,
            'keep_alive' => false,
        ]);
    }
}

function setting(string $name): string
{
    $value = getenv($name);
    return $value !== false ? $value : throw new Refused("the environment variable $name is not set");
}
